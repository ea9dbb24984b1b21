<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
 <context>
  <name>Loci</name>
  <message>
   <source>%</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>0: always the likeliest word; empty: the LLM’s own choice.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>After so long without you, it begins.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>All changes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Always before Loci’s eyes. Read it, change it, take changes back.</source>
   <translation>Immer vor Locis Augen. Lesen, ändern, Änderungen zurücknehmen.</translation>
  </message>
  <message>
   <source>Always before the language model’s eyes.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Answers</source>
   <translation>Antworten</translation>
  </message>
  <message>
   <source>Appearance</source>
   <translation>Aussehen</translation>
  </message>
  <message>
   <source>As the system</source>
   <translation>Wie das System</translation>
  </message>
  <message>
   <source>At most</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>At most every</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Away after</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Back to the default: {name}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Back up every</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Backups</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Begin</source>
   <translation>Beginnen</translation>
  </message>
  <message>
   <source>Begin a new line</source>
   <translation>Neue Zeile</translation>
  </message>
  <message>
   <source>Bring back</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Changes of memory</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Chat</source>
   <translation>Gespräch</translation>
  </message>
  <message>
   <source>Choose a file</source>
   <translation>Eine Datei wählen</translation>
  </message>
  <message>
   <source>Choose a file for: {name}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose a passphrase</source>
   <translation>Eine Passphrase wählen</translation>
  </message>
  <message>
   <source>Choose an LLM</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose an LLM…</source>
   <translation>Ein Sprachmodell wählen …</translation>
  </message>
  <message>
   <source>Choose…</source>
   <translation>Wählen …</translation>
  </message>
  <message>
   <source>Chosen by Loci</source>
   <translation>Von Loci gewählt</translation>
  </message>
  <message>
   <source>Closing your memory …</source>
   <translation>Ihr Gedächtnis wird geschlossen …</translation>
  </message>
  <message>
   <source>Commands</source>
   <translation>Befehle</translation>
  </message>
  <message>
   <source>Context</source>
   <translation>Kontext</translation>
  </message>
  <message>
   <source>Context length</source>
   <translation>Länge des Kontexts</translation>
  </message>
  <message>
   <source>Conversation</source>
   <translation>Gespräch</translation>
  </message>
  <message>
   <source>Conversations</source>
   <translation>Gespräche</translation>
  </message>
  <message>
   <source>Copy</source>
   <translation>Kopieren</translation>
  </message>
  <message>
   <source>Copy all</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Core memory</source>
   <translation>Kerngedächtnis</translation>
  </message>
  <message>
   <source>Ctrl+Enter</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Dark</source>
   <translation>Dunkel</translation>
  </message>
  <message>
   <source>Decided by {name} in the environment.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Deutsch</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Each step of each answer</source>
   <translation>Jeder Schritt jeder Antwort</translation>
  </message>
  <message>
   <source>English</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Esc</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Find a command</source>
   <translation>Einen Befehl finden</translation>
  </message>
  <message>
   <source>Find a command…</source>
   <translation>Einen Befehl finden …</translation>
  </message>
  <message>
   <source>Find a setting</source>
   <translation>Eine Einstellung finden</translation>
  </message>
  <message>
   <source>Find in all conversations…</source>
   <translation>In allen Gesprächen suchen …</translation>
  </message>
  <message>
   <source>Find in this conversation…</source>
   <translation>In diesem Gespräch suchen …</translation>
  </message>
  <message>
   <source>Fold, unfold, follow a note</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>GPU layers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Go to {place}</source>
   <translation>Zu {place}</translation>
  </message>
  <message>
   <source>High contrast</source>
   <translation>Hoher Kontrast</translation>
  </message>
  <message>
   <source>How many layers of the LLM go to the GPU; -1: all.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>In the conversation</source>
   <translation>Im Gespräch</translation>
  </message>
  <message>
   <source>In the list of conversations</source>
   <translation>In der Liste der Gespräche</translation>
  </message>
  <message>
   <source>Its label, one word such as work or health. Loci reads it always and writes in it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>KV cache type</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>LLMs</source>
   <translation>Modelle</translation>
  </message>
  <message>
   <source>Language</source>
   <translation>Sprache</translation>
  </message>
  <message>
   <source>Language model</source>
   <translation>Sprachmodell</translation>
  </message>
  <message>
   <source>Language models (*.gguf);;All files (*)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Language models on this machine</source>
   <translation>Sprachmodelle auf diesem Rechner</translation>
  </message>
  <message>
   <source>Larger</source>
   <translation>Größer</translation>
  </message>
  <message>
   <source>Layers of the context</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Leave it as it was</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Leave the pasted text out</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Light</source>
   <translation>Hell</translation>
  </message>
  <message>
   <source>Light, dark, or with the highest contrast; the system’s own choice is followed unless you make one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Loci</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Loci is locked</source>
   <translation>Loci ist gesperrt</translation>
  </message>
  <message>
   <source>Loci keeps everything you tell it in one encrypted file. This desktop has no keyring to hold its key, so choose a passphrase. Nobody can restore it for you: without it the memory cannot be read.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Lock after so long without you; 0: never. While it is locked, Loci cannot tidy its memory.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Lock now</source>
   <translation>Jetzt sperren</translation>
  </message>
  <message>
   <source>Lock when idle</source>
   <translation>Sperren bei Untätigkeit</translation>
  </message>
  <message>
   <source>Locked: nobody can change this block until you unlock it in the place Memory</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>MB</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Make a new block</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Memory</source>
   <translation>Gedächtnis</translation>
  </message>
  <message>
   <source>Menu</source>
   <translation>Menü</translation>
  </message>
  <message>
   <source>Menu (F10)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Message to Loci</source>
   <translation>Nachricht an Loci</translation>
  </message>
  <message>
   <source>New block</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>New block…</source>
   <translation>Neuer Block …</translation>
  </message>
  <message>
   <source>New conversation</source>
   <translation>Neues Gespräch</translation>
  </message>
  <message>
   <source>New conversation (Ctrl+N)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Next appearance</source>
   <translation>Nächstes Aussehen</translation>
  </message>
  <message>
   <source>No setting answers to that. Try one word of what it does.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing answers to that. Fewer letters find more.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing has changed yet. What Loci remembers will stand here, each change with the words it came from.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing is stored here yet. Loci puts away what is too long for core memory, and finds it by its meaning.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing was asked yet. Say something in the chat.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing yet</source>
   <translation>Noch nichts</translation>
  </message>
  <message>
   <source>On battery too</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Once more</source>
   <translation>Noch einmal</translation>
  </message>
  <message>
   <source>Open the menu</source>
   <translation>Das Menü öffnen</translation>
  </message>
  <message>
   <source>Opening your memory …</source>
   <translation>Ihr Gedächtnis wird geöffnet …</translation>
  </message>
  <message>
   <source>Ordinary size</source>
   <translation>Gewöhnliche Größe</translation>
  </message>
  <message>
   <source>Passages</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Passphrase</source>
   <translation>Passphrase</translation>
  </message>
  <message>
   <source>Passphrase, or the words of a recovery key</source>
   <translation>Passphrase oder die Wörter eines Wiederherstellungsschlüssels</translation>
  </message>
  <message>
   <source>Pin to the top</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Place: {name}</source>
   <translation>Ort: {name}</translation>
  </message>
  <message>
   <source>Places</source>
   <translation>Orte</translation>
  </message>
  <message>
   <source>Precision of the LLM’s cache: f16, q8_0 or q4_0.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Pressure</source>
   <translation>Druck</translation>
  </message>
  <message>
   <source>Privacy</source>
   <translation>Privatsphäre</translation>
  </message>
  <message>
   <source>Processor threads for the LLM.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Put away</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Quiet from</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Quiet until</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Quit</source>
   <translation>Beenden</translation>
  </message>
  <message>
   <source>Remove</source>
   <translation>Entfernen</translation>
  </message>
  <message>
   <source>Remove the chosen passage</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rename</source>
   <translation>Umbenennen</translation>
  </message>
  <message>
   <source>Rename the conversation</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rename…</source>
   <translation>Umbenennen …</translation>
  </message>
  <message>
   <source>Save</source>
   <translation>Speichern</translation>
  </message>
  <message>
   <source>Send</source>
   <translation>Senden</translation>
  </message>
  <message>
   <source>Setting</source>
   <translation>Einstellung</translation>
  </message>
  <message>
   <source>Settings</source>
   <translation>Einstellungen</translation>
  </message>
  <message>
   <source>Share of the context at which the LLM is warned that messages will leave.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Shortcuts</source>
   <translation>Tastenkürzel</translation>
  </message>
  <message>
   <source>Show</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show conversations</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show conversations that were put away</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show core memory</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show or hide core memory</source>
   <translation>Kerngedächtnis zeigen oder verbergen</translation>
  </message>
  <message>
   <source>Show or hide the conversations</source>
   <translation>Gespräche zeigen oder verbergen</translation>
  </message>
  <message>
   <source>Smaller</source>
   <translation>Kleiner</translation>
  </message>
  <message>
   <source>Step limit</source>
   <translation>Grenze der Schritte</translation>
  </message>
  <message>
   <source>Steps of one turn before a reply is asked for.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stop the answer</source>
   <translation>Die Antwort anhalten</translation>
  </message>
  <message>
   <source>Take it back</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Take the chosen change back</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Talk</source>
   <translation>Reden</translation>
  </message>
  <message>
   <source>Tell me something to remember</source>
   <translation>Sagen Sie mir etwas zum Merken</translation>
  </message>
  <message>
   <source>Tell me something to remember…</source>
   <translation>Sagen Sie mir etwas zum Merken …</translation>
  </message>
  <message>
   <source>Temperature</source>
   <translation>Temperatur</translation>
  </message>
  <message>
   <source>The GGUF file to talk with; empty: the built-in one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The hour from which it may begin again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The hour from which nothing is begun.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The language model is being asked …</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The language of the window. It changes when Loci is started again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The memory file is closed and its key is forgotten.</source>
   <translation>Die Gedächtnisdatei ist geschlossen und ihr Schlüssel vergessen.</translation>
  </message>
  <message>
   <source>The size of everything in the window.</source>
   <translation>Die Größe von allem im Fenster.</translation>
  </message>
  <message>
   <source>The text before the language model’s eyes. Nothing else of your memory is seen until it looks it up.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The time between two tidyings.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The two are not the same yet.</source>
   <translation>Die beiden sind noch nicht gleich.</translation>
  </message>
  <message>
   <source>The whole message</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Thinking</source>
   <translation>Nachdenken</translation>
  </message>
  <message>
   <source>This desktop’s keyring opens it for whoever is logged in. Once you have added a passphrase (loci key add), you are asked for that instead.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Threads</source>
   <translation>Threads</translation>
  </message>
  <message>
   <source>Tidy the memory</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Tidy the memory while nobody touches this machine.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Title; empty: its first words</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>To the message above or below</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Tokens an LLM may think before each tool call; 0: none.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Tokens the LLM keeps before its eyes.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Trace</source>
   <translation>Spur</translation>
  </message>
  <message>
   <source>Turns</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Undo</source>
   <translation>Zurücknehmen</translation>
  </message>
  <message>
   <source>Undo the last change of the memory</source>
   <translation>Die letzte Änderung des Gedächtnisses zurücknehmen</translation>
  </message>
  <message>
   <source>Unload the LLM</source>
   <translation>Das Sprachmodell entladen</translation>
  </message>
  <message>
   <source>Unlock</source>
   <translation>Entsperren</translation>
  </message>
  <message>
   <source>Unlock the memory</source>
   <translation>Das Gedächtnis entsperren</translation>
  </message>
  <message>
   <source>Unlock your memory</source>
   <translation>Ihr Gedächtnis entsperren</translation>
  </message>
  <message>
   <source>Unpin</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Use the built-in LLM</source>
   <translation>Das eingebaute Sprachmodell benutzen</translation>
  </message>
  <message>
   <source>View</source>
   <translation>Ansicht</translation>
  </message>
  <message>
   <source>What Loci remembers, and how it came to</source>
   <translation>Was Loci sich merkt, und wie es dazu kam</translation>
  </message>
  <message>
   <source>What automatic backups may take together; the oldest go first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What do you want to do?</source>
   <translation>Was möchten Sie tun?</translation>
  </message>
  <message>
   <source>What matters goes into the core memory on the right, where you can read and change it. Everything stays on this machine, in one encrypted file.</source>
   <translation>Was zählt, kommt in das Kerngedächtnis daneben, wo Sie es lesen und ändern können. Alles bleibt auf diesem Rechner, in einer verschlüsselten Datei.</translation>
  </message>
  <message>
   <source>What the language model reads now</source>
   <translation>Was das Sprachmodell jetzt liest</translation>
  </message>
  <message>
   <source>What the language model was asked and did, step by step, in this conversation.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What you change is in force at once, and kept.</source>
   <translation>Was Sie ändern, gilt sofort und bleibt.</translation>
  </message>
  <message>
   <source>What you may choose</source>
   <translation>Was Sie wählen können</translation>
  </message>
  <message>
   <source>Which changes are shown</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>While Loci is open and something was said or changed; 0: never.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>While editing a block</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>While writing</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>While you are away</source>
   <translation>Während Sie fort sind</translation>
  </message>
  <message>
   <source>Window</source>
   <translation>Fenster</translation>
  </message>
  <message>
   <source>Without it, nothing is done unless mains power is there.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Write a message</source>
   <translation>Eine Nachricht schreiben</translation>
  </message>
  <message>
   <source>Your memory is locked. Type its passphrase to open it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Zoom</source>
   <translation>Vergrößerung</translation>
  </message>
  <message>
   <source>f16</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>hours</source>
   <translation>Stunden</translation>
  </message>
  <message>
   <source>minutes</source>
   <translation>Minuten</translation>
  </message>
  <message>
   <source>o’clock</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>q4_0</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>q8_0</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>tokens</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>العربية</source>
   <translation type="unfinished" />
  </message>
 </context>
</TS>
