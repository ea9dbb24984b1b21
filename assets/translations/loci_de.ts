<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
 <context>
  <name>Loci</name>
  <message>
   <source>%</source>
   <translation>%</translation>
  </message>
  <message>
   <source>0: always the likeliest word; empty: the LLM’s own choice.</source>
   <translation>0: immer das wahrscheinlichste Wort; leer: wie das Sprachmodell es will.</translation>
  </message>
  <message>
   <source>1 older message left the context; a summary stands in, and recall memory keeps every word.</source>
   <translation>1 ältere Nachricht hat den Kontext verlassen; eine Zusammenfassung steht für sie, und unter „Gesagtes“ bleibt jedes Wort.</translation>
  </message>
  <message>
   <source>1 question for you.</source>
   <translation>1 Frage an Sie.</translation>
  </message>
  <message>
   <source>1 step</source>
   <translation>1 Schritt</translation>
  </message>
  <message>
   <source>? {older} or: {newer}</source>
   <translation>? {older} oder: {newer}</translation>
  </message>
  <message>
   <source>A GGUF file, larger perhaps, loaded only while the memory is tidied; empty: the one that answers you.</source>
   <translation>Eine GGUF-Datei, vielleicht eine größere, die nur geladen wird, solange das Gedächtnis aufgeräumt wird; leer: das, das Ihnen antwortet.</translation>
  </message>
  <message>
   <source>A film, a talk or a call is going on.</source>
   <translation>Ein Film, ein Vortrag oder ein Anruf läuft.</translation>
  </message>
  <message>
   <source>A folder with an ONNX model as fastembed reads it; empty: the built-in one. A change embeds everything anew, in the background.</source>
   <translation>Ein Ordner mit einem ONNX-Modell, das fastembed liest; leer: das mitgelieferte. Nach einem Wechsel wird alles im Hintergrund neu eingebettet.</translation>
  </message>
  <message>
   <source>A line of the block {label}, there from the beginning.</source>
   <translation>Eine Zeile des Blocks {label}, von Anfang an da.</translation>
  </message>
  <message>
   <source>A line of the block {label}, written {at}.</source>
   <translation>Eine Zeile des Blocks {label}, geschrieben {at}.</translation>
  </message>
  <message>
   <source>A name, a text, or the words of a message. Whatever names it goes: messages, lines of blocks, passages, summaries.</source>
   <translation>Ein Name, ein Text oder die Worte einer Nachricht. Was es nennt, verschwindet: Nachrichten, Zeilen von Blöcken, Abschnitte, Zusammenfassungen.</translation>
  </message>
  <message>
   <source>A newer line says otherwise.</source>
   <translation>Eine neuere Zeile sagt es anders.</translation>
  </message>
  <message>
   <source>A recovery key…</source>
   <translation>Ein Wiederherstellungsschlüssel …</translation>
  </message>
  <message>
   <source>A tool {tool} with other code is here already and was kept.</source>
   <translation>Ein Werkzeug {tool} mit anderem Code ist schon da und wurde behalten.</translation>
  </message>
  <message>
   <source>A word by itself is easy to guess.</source>
   <translation>Ein einzelnes Wort ist leicht zu erraten.</translation>
  </message>
  <message>
   <source>A zip with Markdown and JSON Lines.</source>
   <translation>Ein Zip mit Markdown und JSON Lines.</translation>
  </message>
  <message>
   <source>Add a file…</source>
   <translation>Datei hinzufügen…</translation>
  </message>
  <message>
   <source>Add a folder to read</source>
   <translation>Einen Ordner zum Lesen hinzufügen</translation>
  </message>
  <message>
   <source>Add a folder…</source>
   <translation>Ordner hinzufügen …</translation>
  </message>
  <message>
   <source>Add another word or two. Uncommon words are better.</source>
   <translation>Ein oder zwei Wörter mehr helfen; seltene sind besser.</translation>
  </message>
  <message>
   <source>Add files to read</source>
   <translation>Dateien zum Lesen hinzufügen</translation>
  </message>
  <message>
   <source>Add files…</source>
   <translation>Dateien hinzufügen …</translation>
  </message>
  <message>
   <source>Add the passphrase</source>
   <translation>Passphrase hinzufügen</translation>
  </message>
  <message>
   <source>Added: from now on this passphrase opens your memory, too.</source>
   <translation>Hinzugefügt: Ab jetzt öffnet auch diese Passphrase Ihr Gedächtnis.</translation>
  </message>
  <message>
   <source>Added: the keyring opens your memory for whoever is logged in.</source>
   <translation>Hinzugefügt: Der Schlüsselbund öffnet Ihr Gedächtnis dem, der angemeldet ist.</translation>
  </message>
  <message>
   <source>After so long without a message its memory is given back, and the next message loads it again; 0: never.</source>
   <translation>Nach so langer Zeit ohne Nachricht wird sein Speicher frei, die nächste Nachricht lädt es wieder; 0: nie.</translation>
  </message>
  <message>
   <source>After so long without you, it begins.</source>
   <translation>Nach so langer Zeit ohne Sie beginnt es.</translation>
  </message>
  <message>
   <source>All</source>
   <translation>Alles</translation>
  </message>
  <message>
   <source>All changes</source>
   <translation>Alle Änderungen</translation>
  </message>
  <message>
   <source>All of this can be changed later. Say something about yourself to begin.</source>
   <translation>Das alles lässt sich später ändern. Sagen Sie zum Anfang etwas über sich.</translation>
  </message>
  <message>
   <source>All-uppercase is almost as easy to guess as all-lowercase.</source>
   <translation>Nur Großbuchstaben sind fast so leicht zu erraten wie nur Kleinbuchstaben.</translation>
  </message>
  <message>
   <source>Always before Loci’s eyes. Read it, change it, take changes back.</source>
   <translation>Immer vor Locis Augen. Lesen, ändern, Änderungen zurücknehmen.</translation>
  </message>
  <message>
   <source>Always before the language model’s eyes.</source>
   <translation>Immer vor den Augen des Sprachmodells.</translation>
  </message>
  <message>
   <source>An agent file, which comes back whole, too.</source>
   <translation>Eine Agentendatei, die auch ganz wieder zurückkommt.</translation>
  </message>
  <message>
   <source>Another answer</source>
   <translation>Eine andere Antwort</translation>
  </message>
  <message>
   <source>Another key</source>
   <translation>Ein anderer Schlüssel</translation>
  </message>
  <message>
   <source>Another key…</source>
   <translation>Ein anderer Schlüssel …</translation>
  </message>
  <message>
   <source>Another line says the same.</source>
   <translation>Eine andere Zeile sagt dasselbe.</translation>
  </message>
  <message>
   <source>Answer</source>
   <translation>Antwort</translation>
  </message>
  <message>
   <source>Answer again</source>
   <translation>Noch einmal antworten</translation>
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
   <source>Architecture</source>
   <translation>Architektur</translation>
  </message>
  <message>
   <source>Archival memory</source>
   <translation>Archiv</translation>
  </message>
  <message>
   <source>As of</source>
   <translation>Stand vom</translation>
  </message>
  <message>
   <source>As the system</source>
   <translation>Wie das System</translation>
  </message>
  <message>
   <source>Ask Loci</source>
   <translation>Loci fragen</translation>
  </message>
  <message>
   <source>Ask in a small window</source>
   <translation>In einem kleinen Fenster fragen</translation>
  </message>
  <message>
   <source>Ask me before the memory is changed while I am away</source>
   <translation>Mich fragen, bevor das Gedächtnis in meiner Abwesenheit geändert wird</translation>
  </message>
  <message>
   <source>Ask on, or press Esc.</source>
   <translation>Fragen Sie weiter, oder drücken Sie Esc.</translation>
  </message>
  <message>
   <source>Ask something…</source>
   <translation>Etwas fragen …</translation>
  </message>
  <message>
   <source>Ask, or tell me something to remember…</source>
   <translation>Fragen, oder etwas zum Merken sagen …</translation>
  </message>
  <message>
   <source>At most</source>
   <translation>Höchstens</translation>
  </message>
  <message>
   <source>At most every</source>
   <translation>Höchstens alle</translation>
  </message>
  <message>
   <source>Avoid dates and years that are associated with you.</source>
   <translation>Keine Daten und Jahre, die mit Ihnen zu tun haben.</translation>
  </message>
  <message>
   <source>Avoid recent years.</source>
   <translation>Keine Jahre der letzten Zeit.</translation>
  </message>
  <message>
   <source>Avoid repeated words and characters.</source>
   <translation>Keine Wiederholungen von Wörtern und Zeichen.</translation>
  </message>
  <message>
   <source>Avoid sequences.</source>
   <translation>Keine Folgen.</translation>
  </message>
  <message>
   <source>Avoid years that are associated with you.</source>
   <translation>Keine Jahre, die mit Ihnen zu tun haben.</translation>
  </message>
  <message>
   <source>Away after</source>
   <translation>Fort nach</translation>
  </message>
  <message>
   <source>Back</source>
   <translation>Zurück</translation>
  </message>
  <message>
   <source>Back to the default: {name}</source>
   <translation>Zurück zur Vorgabe: {name}</translation>
  </message>
  <message>
   <source>Back to the step before</source>
   <translation>Zurück zum Schritt davor</translation>
  </message>
  <message>
   <source>Back up every</source>
   <translation>Sichern alle</translation>
  </message>
  <message>
   <source>Backups</source>
   <translation>Sicherungen</translation>
  </message>
  <message>
   <source>Backups…</source>
   <translation>Sicherungen …</translation>
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
   <source>Begin with: {words}</source>
   <translation>Beginnen mit: {words}</translation>
  </message>
  <message>
   <source>Block</source>
   <translation>Block</translation>
  </message>
  <message>
   <source>Block {label}</source>
   <translation>Block {label}</translation>
  </message>
  <message>
   <source>Block {label} has {count} characters, over its limit of {limit}.</source>
   <translation>Block {label} hat {count} Zeichen, mehr als seine Grenze von {limit}.</translation>
  </message>
  <message>
   <source>Bring a file in</source>
   <translation>Eine Datei hereinholen</translation>
  </message>
  <message>
   <source>Bring a file in…</source>
   <translation>Eine Datei hereinholen …</translation>
  </message>
  <message>
   <source>Bring back</source>
   <translation>Zurückholen</translation>
  </message>
  <message>
   <source>Bring it in</source>
   <translation>Hereinholen</translation>
  </message>
  <message>
   <source>Bring nothing in</source>
   <translation>Nichts hereinholen</translation>
  </message>
  <message>
   <source>Bring the file in</source>
   <translation>Die Datei hereinholen</translation>
  </message>
  <message>
   <source>Brought in: {what}.</source>
   <translation>Hereingeholt: {what}.</translation>
  </message>
  <message>
   <source>By {who} with {tool}.</source>
   <translation>Von {who} mit {tool}.</translation>
  </message>
  <message>
   <source>By {who}.</source>
   <translation>Von {who}.</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Capitalization doesn't help very much.</source>
   <translation>Große Anfangsbuchstaben helfen kaum.</translation>
  </message>
  <message>
   <source>Change it</source>
   <translation>Jetzt ändern</translation>
  </message>
  <message>
   <source>Change the chosen way</source>
   <translation>Den gewählten Weg ändern</translation>
  </message>
  <message>
   <source>Changed. Copies of the key file that were made before still know the old one; “Another key…” ends that.</source>
   <translation>Geändert. Kopien der Schlüsseldatei von vorher kennen das alte Geheimnis noch; „Ein anderer Schlüssel …“ beendet das.</translation>
  </message>
  <message>
   <source>Changes of memory</source>
   <translation>Änderungen des Gedächtnisses</translation>
  </message>
  <message>
   <source>Change…</source>
   <translation>Ändern …</translation>
  </message>
  <message>
   <source>Chat</source>
   <translation>Gespräch</translation>
  </message>
  <message>
   <source>Choose a GGUF file that is not in the list</source>
   <translation>Eine GGUF-Datei wählen, die nicht in der Liste steht</translation>
  </message>
  <message>
   <source>Choose a file</source>
   <translation>Eine Datei wählen</translation>
  </message>
  <message>
   <source>Choose a file for: {name}</source>
   <translation>Eine Datei wählen für: {name}</translation>
  </message>
  <message>
   <source>Choose a folder</source>
   <translation>Einen Ordner wählen</translation>
  </message>
  <message>
   <source>Choose a folder for: {name}</source>
   <translation>Einen Ordner wählen für: {name}</translation>
  </message>
  <message>
   <source>Choose a passphrase</source>
   <translation>Eine Passphrase wählen</translation>
  </message>
  <message>
   <source>Choose an LLM</source>
   <translation>Ein Sprachmodell wählen</translation>
  </message>
  <message>
   <source>Choose an LLM…</source>
   <translation>Ein Sprachmodell wählen …</translation>
  </message>
  <message>
   <source>Choose where the file goes, and write it</source>
   <translation>Wählen, wohin die Datei kommt, und sie schreiben</translation>
  </message>
  <message>
   <source>Choose where…</source>
   <translation>Ort wählen …</translation>
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
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Close the card about what changed while you were away</source>
   <translation>Die Karte schließen, die zeigt, was sich in Ihrer Abwesenheit geändert hat</translation>
  </message>
  <message>
   <source>Closing the window leaves Loci in the tray, ready to be asked.</source>
   <translation>Wird das Fenster geschlossen, bleibt Loci im Infobereich, bereit für Fragen.</translation>
  </message>
  <message>
   <source>Closing your memory …</source>
   <translation>Ihr Gedächtnis wird geschlossen …</translation>
  </message>
  <message>
   <source>Coloured by tag</source>
   <translation>Farbe nach Schlagwort</translation>
  </message>
  <message>
   <source>Coloured by time</source>
   <translation>Farbe nach Zeit</translation>
  </message>
  <message>
   <source>Commands</source>
   <translation>Befehle</translation>
  </message>
  <message>
   <source>Common names and surnames are easy to guess.</source>
   <translation>Häufige Vor- und Nachnamen sind leicht zu erraten.</translation>
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
   <source>Context {used} / {limit}</source>
   <translation>Kontext {used} / {limit}</translation>
  </message>
  <message>
   <source>Context: {used} of {limit} tokens; {parts}</source>
   <translation>Kontext: {used} von {limit} Token; {parts}</translation>
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
   <source>Copied.</source>
   <translation>Kopiert.</translation>
  </message>
  <message>
   <source>Copy</source>
   <translation>Kopieren</translation>
  </message>
  <message>
   <source>Copy all</source>
   <translation>Alles kopieren</translation>
  </message>
  <message>
   <source>Copy code</source>
   <translation>Code kopieren</translation>
  </message>
  <message>
   <source>Copy the receipt</source>
   <translation>Die Quittung kopieren</translation>
  </message>
  <message>
   <source>Copy the whole message</source>
   <translation>Die ganze Nachricht kopieren</translation>
  </message>
  <message>
   <source>Copy {language}</source>
   <translation>{language} kopieren</translation>
  </message>
  <message>
   <source>Core memory</source>
   <translation>Kerngedächtnis</translation>
  </message>
  <message>
   <source>Core memory: {label}</source>
   <translation>Kerngedächtnis: {label}</translation>
  </message>
  <message>
   <source>Ctrl+Enter</source>
   <translation>Strg+Eingabe</translation>
  </message>
  <message>
   <source>Dark</source>
   <translation>Dunkel</translation>
  </message>
  <message>
   <source>Dates are often easy to guess.</source>
   <translation>Daten sind oft leicht zu erraten.</translation>
  </message>
  <message>
   <source>Decided by {name} in the environment.</source>
   <translation>Durch {name} in der Umgebung bestimmt.</translation>
  </message>
  <message>
   <source>Deutsch</source>
   <translation>Deutsch</translation>
  </message>
  <message>
   <source>Did a change of {place} again.</source>
   <translation>Eine Änderung von {place} wiederhergestellt.</translation>
  </message>
  <message>
   <source>Do again what was taken back</source>
   <translation>Das Zurückgenommene noch einmal tun</translation>
  </message>
  <message>
   <source>Do it again</source>
   <translation>Noch einmal</translation>
  </message>
  <message>
   <source>Do not make the chosen change, nor want it again</source>
   <translation>Die gewählte Änderung nicht vornehmen und nicht wieder vorschlagen</translation>
  </message>
  <message>
   <source>Do not tidy the memory for an hour</source>
   <translation>Das Gedächtnis eine Stunde lang nicht aufräumen</translation>
  </message>
  <message>
   <source>Documents</source>
   <translation>Dokumente</translation>
  </message>
  <message>
   <source>Done</source>
   <translation>Fertig</translation>
  </message>
  <message>
   <source>Each of these opens your memory by itself. Nobody can restore one for you; the last that works cannot be removed.</source>
   <translation>Jeder davon öffnet Ihr Gedächtnis für sich allein. Niemand kann einen für Sie wiederherstellen; der letzte, der geht, lässt sich nicht entfernen.</translation>
  </message>
  <message>
   <source>Each step of each answer</source>
   <translation>Jeder Schritt jeder Antwort</translation>
  </message>
  <message>
   <source>Edit a passage</source>
   <translation>Einen Abschnitt bearbeiten</translation>
  </message>
  <message>
   <source>Edit and send anew</source>
   <translation>Bearbeiten und neu senden</translation>
  </message>
  <message>
   <source>Edit block {label}</source>
   <translation>Block {label} bearbeiten</translation>
  </message>
  <message>
   <source>Edit the chosen passage and its tags</source>
   <translation>Den gewählten Abschnitt und seine Schlagwörter bearbeiten</translation>
  </message>
  <message>
   <source>Edit…</source>
   <translation>Bearbeiten …</translation>
  </message>
  <message>
   <source>Embedder</source>
   <translation>Embedder</translation>
  </message>
  <message>
   <source>Empty.</source>
   <translation>Leer.</translation>
  </message>
  <message>
   <source>Encrypt it anew</source>
   <translation>Neu verschlüsseln</translation>
  </message>
  <message>
   <source>Encrypt the memory file anew, under another key</source>
   <translation>Die Gedächtnisdatei unter einem anderen Schlüssel neu verschlüsseln</translation>
  </message>
  <message>
   <source>Encrypting the file anew. Until it is done, Loci answers nothing and keeps nothing new …</source>
   <translation>Die Datei wird neu verschlüsselt. Bis das getan ist, antwortet Loci nicht und behält nichts Neues …</translation>
  </message>
  <message>
   <source>End the search</source>
   <translation>Die Suche beenden</translation>
  </message>
  <message>
   <source>End the search (Esc)</source>
   <translation>Die Suche beenden (Esc)</translation>
  </message>
  <message>
   <source>English</source>
   <translation>English</translation>
  </message>
  <message>
   <source>Enter asks, Esc closes. It stands in your conversation too.</source>
   <translation>Eingabe fragt, Esc schließt. Es steht auch in Ihrem Gespräch.</translation>
  </message>
  <message>
   <source>Esc</source>
   <translation>Esc</translation>
  </message>
  <message>
   <source>Everything Loci knows, where it came from, and the way to change it or take it back.</source>
   <translation>Alles, was Loci weiß, woher es kam, und der Weg, es zu ändern oder zurückzunehmen.</translation>
  </message>
  <message>
   <source>Everything you tell Loci is kept on this machine, in one encrypted file.</source>
   <translation>Alles, was Sie Loci sagen, bleibt auf diesem Rechner, in einer verschlüsselten Datei.</translation>
  </message>
  <message>
   <source>Everything you told Loci is in one encrypted file. Your passphrase opens it.</source>
   <translation>Alles, was Sie Loci gesagt haben, steht in einer verschlüsselten Datei. Ihre Passphrase öffnet sie.</translation>
  </message>
  <message>
   <source>Everything, for reading</source>
   <translation>Alles, zum Lesen</translation>
  </message>
  <message>
   <source>Everything, for reading, sealed</source>
   <translation>Alles, zum Lesen, versiegelt</translation>
  </message>
  <message>
   <source>Everything, sealed</source>
   <translation>Alles, versiegelt</translation>
  </message>
  <message>
   <source>Fact</source>
   <translation>Tatsache</translation>
  </message>
  <message>
   <source>File</source>
   <translation>Datei</translation>
  </message>
  <message>
   <source>Files and folders, read where they lie.</source>
   <translation>Dateien und Ordner, gelesen, wo sie liegen.</translation>
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
   <source>Find in this conversation</source>
   <translation>In diesem Gespräch suchen</translation>
  </message>
  <message>
   <source>Find in this conversation…</source>
   <translation>In diesem Gespräch suchen …</translation>
  </message>
  <message>
   <source>Fits in the memory that is free now</source>
   <translation>Passt in den Speicher, der jetzt frei ist</translation>
  </message>
  <message>
   <source>Fits only when other programs are closed</source>
   <translation>Passt nur, wenn andere Programme geschlossen werden</translation>
  </message>
  <message>
   <source>Fold steps</source>
   <translation>Schritte einklappen</translation>
  </message>
  <message>
   <source>Fold, unfold, follow a note</source>
   <translation>Falten, entfalten, einem Hinweis folgen</translation>
  </message>
  <message>
   <source>For another Loci, on any system: it opens with the passphrase, or is merged into a memory there.</source>
   <translation>Für ein anderes Loci, auf jedem System: Die Datei öffnet sich mit der Passphrase oder wird dort mit einem Gedächtnis zusammengeführt.</translation>
  </message>
  <message>
   <source>Forget for good</source>
   <translation>Für immer vergessen</translation>
  </message>
  <message>
   <source>Forget nothing</source>
   <translation>Nichts vergessen</translation>
  </message>
  <message>
   <source>Forget something everywhere</source>
   <translation>Etwas überall vergessen</translation>
  </message>
  <message>
   <source>Forget the chosen message everywhere</source>
   <translation>Die gewählte Nachricht überall vergessen</translation>
  </message>
  <message>
   <source>Forget what is shown, for good</source>
   <translation>Was gezeigt wird, für immer vergessen</translation>
  </message>
  <message>
   <source>Forgetting, and looking whether anything is left …</source>
   <translation>Wird vergessen, und es wird nachgesehen, ob etwas übrig ist …</translation>
  </message>
  <message>
   <source>Forget…</source>
   <translation>Vergessen …</translation>
  </message>
  <message>
   <source>Forgotten on {at}.</source>
   <translation>Vergessen am {at}.</translation>
  </message>
  <message>
   <source>Found with {tool}</source>
   <translation>Gefunden mit {tool}</translation>
  </message>
  <message>
   <source>From {count} tokens on, older messages are about to leave for recall memory</source>
   <translation>Ab {count} Token verlassen ältere Nachrichten bald den Kontext; unter „Gesagtes“ bleiben sie</translation>
  </message>
  <message>
   <source>GGUF files of Ollama, LM Studio, the Hugging Face cache and Loci’s own folder, used where they lie.</source>
   <translation>GGUF-Dateien von Ollama, LM Studio, aus dem Cache von Hugging Face und aus Locis eigenem Ordner, benutzt, wo sie liegen.</translation>
  </message>
  <message>
   <source>GNOME</source>
   <translation>GNOME</translation>
  </message>
  <message>
   <source>GPU layers</source>
   <translation>Schichten auf der GPU</translation>
  </message>
  <message>
   <source>Give the chosen way another secret</source>
   <translation>Dem gewählten Weg ein anderes Geheimnis geben</translation>
  </message>
  <message>
   <source>Go on</source>
   <translation>Weiter</translation>
  </message>
  <message>
   <source>Go to {place}</source>
   <translation>Zu {place}</translation>
  </message>
  <message>
   <source>HMAC-SHA256 under {salt}:</source>
   <translation>HMAC-SHA256 unter {salt}:</translation>
  </message>
  <message>
   <source>Have the chosen language model tidy the memory while you are away</source>
   <translation>Das gewählte Sprachmodell das Gedächtnis aufräumen lassen, während Sie weg sind</translation>
  </message>
  <message>
   <source>Have the language model that answers you tidy the memory again</source>
   <translation>Das Gedächtnis wieder von dem Sprachmodell aufräumen lassen, das Ihnen antwortet</translation>
  </message>
  <message>
   <source>High contrast</source>
   <translation>Hoher Kontrast</translation>
  </message>
  <message>
   <source>History of block {label}</source>
   <translation>Verlauf des Blocks {label}</translation>
  </message>
  <message>
   <source>How far it is</source>
   <translation>Wie weit es ist</translation>
  </message>
  <message>
   <source>How long messages are kept</source>
   <translation>Wie lange Nachrichten aufbewahrt werden</translation>
  </message>
  <message>
   <source>How long passages are kept</source>
   <translation>Wie lange Abschnitte aufbewahrt werden</translation>
  </message>
  <message>
   <source>How many layers of the LLM go to the GPU; -1: all.</source>
   <translation>Wie viele Schichten des Sprachmodells auf die GPU kommen; -1: alle.</translation>
  </message>
  <message>
   <source>Icon in the tray</source>
   <translation>Symbol im Infobereich</translation>
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
   <source>Instructions</source>
   <translation>Anweisungen</translation>
  </message>
  <message>
   <source>It answers you, and tidies the memory unless you choose another one for that.</source>
   <translation>Es antwortet Ihnen und räumt das Gedächtnis auf, solange Sie dafür kein anderes wählen.</translation>
  </message>
  <message>
   <source>It can be stopped or cut short at any moment: the file then has its old key, or already the new one, and opens. Backups that were made before keep the key of their time.</source>
   <translation>Es kann jederzeit angehalten oder abgebrochen werden: Die Datei hat dann ihren alten Schlüssel oder schon den neuen und lässt sich öffnen. Frühere Sicherungen behalten den Schlüssel ihrer Zeit.</translation>
  </message>
  <message>
   <source>It fits beside the one that answers you, and is loaded only while the memory is tidied.</source>
   <translation>Es passt neben das, das Ihnen antwortet, und wird nur geladen, während das Gedächtnis aufgeräumt wird.</translation>
  </message>
  <message>
   <source>It is chosen for that.</source>
   <translation>Es ist dafür gewählt.</translation>
  </message>
  <message>
   <source>It is needed again.</source>
   <translation>Sie wird wieder gebraucht.</translation>
  </message>
  <message>
   <source>It is older than you want passages to be kept.</source>
   <translation>Er ist älter, als Sie Abschnitte aufbewahren wollen.</translation>
  </message>
  <message>
   <source>It is switched off.</source>
   <translation>Es ist abgeschaltet.</translation>
  </message>
  <message>
   <source>It now reads: “{text}”.</source>
   <translation>Dort steht jetzt: „{text}“.</translation>
  </message>
  <message>
   <source>It reads your memory and answers. Those found on this machine are used where they are.</source>
   <translation>Es liest Ihr Gedächtnis und antwortet. Was auf diesem Rechner gefunden wurde, wird dort benutzt, wo es liegt.</translation>
  </message>
  <message>
   <source>It rests on what was said:</source>
   <translation>Es beruht auf dem, was gesagt wurde:</translation>
  </message>
  <message>
   <source>It rests on what you said:</source>
   <translation>Es beruht auf dem, was Sie sagten:</translation>
  </message>
  <message>
   <source>It says “{older}”, and you said “{newer}”: which is right?</source>
   <translation>Da steht „{older}“, und Sie sagten „{newer}“: Was stimmt?</translation>
  </message>
  <message>
   <source>It sleeps.</source>
   <translation>Es räumt auf.</translation>
  </message>
  <message>
   <source>It slept not long ago.</source>
   <translation>Es hat vor Kurzem aufgeräumt.</translation>
  </message>
  <message>
   <source>It stands in one place.</source>
   <translation>Es steht an einer Stelle.</translation>
  </message>
  <message>
   <source>It stands in {count} places.</source>
   <translation>Es steht an {count} Stellen.</translation>
  </message>
  <message>
   <source>It was interrupted and goes on when you are away.</source>
   <translation>Es wurde unterbrochen und geht weiter, wenn Sie weg sind.</translation>
  </message>
  <message>
   <source>It was needed less than the others.</source>
   <translation>Sie wurde weniger gebraucht als die anderen.</translation>
  </message>
  <message>
   <source>It will not be encrypted: whoever has the file can read it.</source>
   <translation>Sie wird nicht verschlüsselt: Wer die Datei hat, kann sie lesen.</translation>
  </message>
  <message>
   <source>Its agents come in beside those that are here; what is here stays as it is. Either all of it comes in or nothing. Tools that come with it stay off, and nothing of it is run or opened.</source>
   <translation>Ihre Agenten kommen neben die hiesigen; was hier ist, bleibt, wie es ist. Entweder kommt alles herein oder nichts. Mitgebrachte Werkzeuge bleiben aus, und nichts davon wird ausgeführt oder geöffnet.</translation>
  </message>
  <message>
   <source>Its label, one word such as work or health. Loci reads it always and writes in it.</source>
   <translation>Sein Name, ein Wort wie Arbeit oder Gesundheit. Loci liest ihn immer und schreibt hinein.</translation>
  </message>
  <message>
   <source>Journal</source>
   <translation>Journal</translation>
  </message>
  <message>
   <source>KV cache type</source>
   <translation>Art des KV-Cache</translation>
  </message>
  <message>
   <source>Keep messages that left the context</source>
   <translation>Nachrichten, die den Kontext verlassen haben, aufbewahren</translation>
  </message>
  <message>
   <source>Keep the old</source>
   <translation>Das Alte behalten</translation>
  </message>
  <message>
   <source>Keep the older line</source>
   <translation>Die ältere Zeile behalten</translation>
  </message>
  <message>
   <source>Keep what was put away into archival memory</source>
   <translation>Was ins Archiv gelegt wurde, aufbewahren</translation>
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
   <source>Language model for it</source>
   <translation>Sprachmodell dafür</translation>
  </message>
  <message>
   <source>Language model: {name}</source>
   <translation>Sprachmodell: {name}</translation>
  </message>
  <message>
   <source>Language models</source>
   <translation>Sprachmodelle</translation>
  </message>
  <message>
   <source>Language models (*.gguf);;All files (*)</source>
   <translation>Sprachmodelle (*.gguf);;Alle Dateien (*)</translation>
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
   <translation>Schichten des Kontexts</translation>
  </message>
  <message>
   <source>Leave block {label} as it was</source>
   <translation>Block {label} lassen, wie er war</translation>
  </message>
  <message>
   <source>Leave it as it was</source>
   <translation>Lassen, wie es war</translation>
  </message>
  <message>
   <source>Leave it out</source>
   <translation>Weglassen</translation>
  </message>
  <message>
   <source>Leave the message as it was</source>
   <translation>Die Nachricht lassen, wie sie war</translation>
  </message>
  <message>
   <source>Leave the pasted text out</source>
   <translation>Den eingefügten Text weglassen</translation>
  </message>
  <message>
   <source>Let go what was taken with the lasso</source>
   <translation>Loslassen, was mit dem Lasso genommen wurde</translation>
  </message>
  <message>
   <source>Let this desktop’s keyring open the memory</source>
   <translation>Den Schlüsselbund dieses Rechners das Gedächtnis öffnen lassen</translation>
  </message>
  <message>
   <source>Licence</source>
   <translation>Lizenz</translation>
  </message>
  <message>
   <source>Light</source>
   <translation>Hell</translation>
  </message>
  <message>
   <source>Light, dark, or with the highest contrast; the system’s own choice is followed unless you make one.</source>
   <translation>Hell, dunkel oder mit höchstem Kontrast; ohne Ihre Wahl gilt die des Systems.</translation>
  </message>
  <message>
   <source>Loci</source>
   <translation>Loci</translation>
  </message>
  <message>
   <source>Loci closes the memory, puts this backup in its place and opens that. Nothing is overwritten: what is there now becomes a backup itself, and can be put back the same way.</source>
   <translation>Loci schließt das Gedächtnis, setzt diese Sicherung an seine Stelle und öffnet sie. Nichts wird überschrieben: Was jetzt da ist, wird selbst zur Sicherung und lässt sich ebenso zurückholen.</translation>
  </message>
  <message>
   <source>Loci has answered.</source>
   <translation>Loci hat geantwortet.</translation>
  </message>
  <message>
   <source>Loci has not tidied its memory yet. It does when nobody touches this machine for a while, on mains power; what it learned and put in order will stand here, line by line, each to be taken back.</source>
   <translation>Loci hat sein Gedächtnis noch nicht aufgeräumt. Das geschieht, wenn eine Weile niemand dieses Gerät berührt und es am Netz hängt; was es gelernt und geordnet hat, steht dann hier, Zeile für Zeile, und jede lässt sich zurücknehmen.</translation>
  </message>
  <message>
   <source>Loci is locked</source>
   <translation>Loci ist gesperrt</translation>
  </message>
  <message>
   <source>Loci is still answering. Wait a moment.</source>
   <translation>Loci antwortet noch. Warten Sie einen Moment.</translation>
  </message>
  <message>
   <source>Loci keeps everything you tell it in one encrypted file. This desktop has no keyring to hold its key, so choose a passphrase. Nobody can restore it for you: without it the memory cannot be read.</source>
   <translation>Loci bewahrt alles, was Sie ihm sagen, in einer verschlüsselten Datei auf. Dieser Arbeitsplatz hat keinen Schlüsselbund für ihren Schlüssel, wählen Sie also eine Passphrase. Niemand kann sie wiederherstellen: ohne sie ist das Gedächtnis nicht zu lesen.</translation>
  </message>
  <message>
   <source>Loci reads {name}; ask about it when it is done.</source>
   <translation>Loci liest {name}; fragen Sie danach, wenn es fertig ist.</translation>
  </message>
  <message>
   <source>Loci, while answering</source>
   <translation>Loci, beim Antworten</translation>
  </message>
  <message>
   <source>Loci, while you were away</source>
   <translation>Loci, während Sie weg waren</translation>
  </message>
  <message>
   <source>Lock after so long without you; 0: never. While it is locked, Loci cannot tidy its memory.</source>
   <translation>Nach so langer Zeit ohne Sie sperren; 0: nie. Gesperrt kann Loci sein Gedächtnis nicht aufräumen.</translation>
  </message>
  <message>
   <source>Lock block {label}</source>
   <translation>Block {label} sperren</translation>
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
   <source>Lock: let nobody change it</source>
   <translation>Sperren: niemand kann ihn ändern</translation>
  </message>
  <message>
   <source>Locked: nobody can change it. Click to unlock.</source>
   <translation>Gesperrt: niemand kann ihn ändern. Klicken zum Entsperren.</translation>
  </message>
  <message>
   <source>Locked: nobody can change this block until you unlock it in the place Memory</source>
   <translation>Gesperrt: niemand kann diesen Block ändern, bis Sie ihn unter Gedächtnis freigeben</translation>
  </message>
  <message>
   <source>Look</source>
   <translation>Ansehen</translation>
  </message>
  <message>
   <source>Look at what changed while you were away</source>
   <translation>Ansehen, was sich in Ihrer Abwesenheit geändert hat</translation>
  </message>
  <message>
   <source>Look through them: forgetting cannot be undone, not from the journal either.</source>
   <translation>Sehen Sie sie durch: Vergessen lässt sich nicht rückgängig machen, auch nicht aus dem Journal.</translation>
  </message>
  <message>
   <source>Looked through afterwards: {cells} values in {tables} tables, {bytes} bytes.</source>
   <translation>Danach durchgesehen: {cells} Werte in {tables} Tabellen, {bytes} Bytes.</translation>
  </message>
  <message>
   <source>Looking through the file …</source>
   <translation>Die Datei wird durchgesehen …</translation>
  </message>
  <message>
   <source>Looking …</source>
   <translation>Wird gesucht …</translation>
  </message>
  <message>
   <source>MB</source>
   <translation>MB</translation>
  </message>
  <message>
   <source>Made: {size}.</source>
   <translation>Angelegt: {size}.</translation>
  </message>
  <message>
   <source>Make a backup now</source>
   <translation>Jetzt eine Sicherung anlegen</translation>
  </message>
  <message>
   <source>Make a new block</source>
   <translation>Einen neuen Block machen</translation>
  </message>
  <message>
   <source>Make a recovery key to be written down</source>
   <translation>Einen Wiederherstellungsschlüssel zum Aufschreiben anlegen</translation>
  </message>
  <message>
   <source>Make every change that waits and is not left out</source>
   <translation>Jede wartende Änderung vornehmen, die nicht weggelassen ist</translation>
  </message>
  <message>
   <source>Make one now</source>
   <translation>Jetzt eine anlegen</translation>
  </message>
  <message>
   <source>Making a backup; you can go on meanwhile …</source>
   <translation>Eine Sicherung wird angelegt; Sie können inzwischen weitermachen …</translation>
  </message>
  <message>
   <source>Map</source>
   <translation>Karte</translation>
  </message>
  <message>
   <source>Map of archival memory</source>
   <translation>Karte des Archivs</translation>
  </message>
  <message>
   <source>Memories, agents, histories (*.loci *.af *.zip *.json);;All files (*)</source>
   <translation>Gedächtnisse, Agenten, Verläufe (*.loci *.af *.zip *.json);;Alle Dateien (*)</translation>
  </message>
  <message>
   <source>Memory</source>
   <translation>Gedächtnis</translation>
  </message>
  <message>
   <source>Memory needed</source>
   <translation>Benötigter Speicher</translation>
  </message>
  <message>
   <source>Menu</source>
   <translation>Menü</translation>
  </message>
  <message>
   <source>Menu (F10)</source>
   <translation>Menü (F10)</translation>
  </message>
  <message>
   <source>Message</source>
   <translation>Nachricht</translation>
  </message>
  <message>
   <source>Message to Loci</source>
   <translation>Nachricht an Loci</translation>
  </message>
  <message>
   <source>Messages</source>
   <translation>Nachrichten</translation>
  </message>
  <message>
   <source>Messages found</source>
   <translation>Gefundene Nachrichten</translation>
  </message>
  <message>
   <source>Messages of the prompt</source>
   <translation>Nachrichten der Eingabe</translation>
  </message>
  <message>
   <source>Names and surnames by themselves are easy to guess.</source>
   <translation>Vor- und Nachnamen allein sind leicht zu erraten.</translation>
  </message>
  <message>
   <source>Never</source>
   <translation>Nie</translation>
  </message>
  <message>
   <source>Never store anything about</source>
   <translation>Nie etwas speichern über</translation>
  </message>
  <message>
   <source>New block</source>
   <translation>Neuer Block</translation>
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
   <translation>Neues Gespräch (Strg+N)</translation>
  </message>
  <message>
   <source>New passphrase</source>
   <translation>Neue Passphrase</translation>
  </message>
  <message>
   <source>New passphrase, once more</source>
   <translation>Neue Passphrase, noch einmal</translation>
  </message>
  <message>
   <source>Newest in archival memory</source>
   <translation>Das Neueste im Archiv</translation>
  </message>
  <message>
   <source>Next</source>
   <translation>Weiter</translation>
  </message>
  <message>
   <source>Next appearance</source>
   <translation>Nächstes Aussehen</translation>
  </message>
  <message>
   <source>No LLM can change these rules. They are held against everything that Loci writes into its memory, while it answers and while it tidies. What you write yourself is yours to decide; what you said stays until you forget it, or as long as you say here.</source>
   <translation>Kein Sprachmodell kann diese Regeln ändern. Alles, was Loci beim Antworten und beim Aufräumen in sein Gedächtnis schreibt, wird an ihnen geprüft. Was Sie selbst schreiben, entscheiden Sie; was Sie sagten, bleibt, bis Sie es vergessen lassen oder solange Sie es hier bestimmen.</translation>
  </message>
  <message>
   <source>No document answers that. Try other words: meaning counts, not spelling alone.</source>
   <translation>Kein Dokument antwortet darauf. Versuchen Sie andere Worte: die Bedeutung zählt, nicht nur die Schreibung.</translation>
  </message>
  <message>
   <source>No documents yet. Add a file or a folder: Loci reads it where it lies, and finds what stands in it.</source>
   <translation>Noch keine Dokumente. Fügen Sie eine Datei oder einen Ordner hinzu: Loci liest sie, wo sie liegen, und findet, was darin steht.</translation>
  </message>
  <message>
   <source>No language model was found.</source>
   <translation>Es wurde kein Sprachmodell gefunden.</translation>
  </message>
  <message>
   <source>No language model yet</source>
   <translation>Noch kein Sprachmodell</translation>
  </message>
  <message>
   <source>No line of core memory speaks of this, and nothing was looked up: the language model said it by itself.</source>
   <translation>Keine Zeile des Kerngedächtnisses spricht davon, und nichts wurde nachgeschlagen: das Sprachmodell hat es von sich aus gesagt.</translation>
  </message>
  <message>
   <source>No message answers that. Try other words, a name, or a time such as “in March”.</source>
   <translation>Keine Nachricht antwortet darauf. Versuchen Sie andere Worte, einen Namen oder eine Zeit wie „in March“.</translation>
  </message>
  <message>
   <source>No message answers that. Try other words, a name, or a time.</source>
   <translation>Keine Nachricht passt dazu. Versuchen Sie andere Wörter, einen Namen oder eine Zeit.</translation>
  </message>
  <message>
   <source>No need for symbols, digits, or uppercase letters.</source>
   <translation>Sonderzeichen, Ziffern und Großbuchstaben braucht es nicht.</translation>
  </message>
  <message>
   <source>No notice</source>
   <translation>Keine Meldung</translation>
  </message>
  <message>
   <source>No passage answers that. Try other words: meaning counts, not spelling alone.</source>
   <translation>Kein Abschnitt antwortet darauf. Versuchen Sie andere Worte: die Bedeutung zählt, nicht nur die Schreibung.</translation>
  </message>
  <message>
   <source>No setting answers to that. Try one word of what it does.</source>
   <translation>Keine Einstellung passt dazu. Versuchen Sie ein Wort dafür, was sie tut.</translation>
  </message>
  <message>
   <source>Nobody is there, and nothing speaks against it.</source>
   <translation>Niemand ist da, und nichts spricht dagegen.</translation>
  </message>
  <message>
   <source>Not found</source>
   <translation>Nicht gefunden</translation>
  </message>
  <message>
   <source>Not now</source>
   <translation>Jetzt nicht</translation>
  </message>
  <message>
   <source>Not now, you said.</source>
   <translation>Jetzt nicht, sagten Sie.</translation>
  </message>
  <message>
   <source>Nothing answers to that. Fewer letters find more.</source>
   <translation>Nichts passt dazu. Weniger Buchstaben finden mehr.</translation>
  </message>
  <message>
   <source>Nothing had to be changed.</source>
   <translation>Nichts musste geändert werden.</translation>
  </message>
  <message>
   <source>Nothing has changed yet. What Loci remembers will stand here, each change with the words it came from.</source>
   <translation>Noch hat sich nichts geändert. Was Loci sich merkt, wird hier stehen, jede Änderung mit den Worten, aus denen sie kam.</translation>
  </message>
  <message>
   <source>Nothing in it was new.</source>
   <translation>Darin war nichts Neues.</translation>
  </message>
  <message>
   <source>Nothing is left of it in the memory file.</source>
   <translation>In der Gedächtnisdatei ist nichts davon übrig.</translation>
  </message>
  <message>
   <source>Nothing is stored here yet. Loci puts away what is too long for core memory, and finds it by its meaning.</source>
   <translation>Hier liegt noch nichts. Loci legt weg, was für das Kerngedächtnis zu lang ist, und findet es nach seinem Sinn.</translation>
  </message>
  <message>
   <source>Nothing lies here yet. What Loci puts away in archival memory is drawn so that what is alike lies together.</source>
   <translation>Hier liegt noch nichts. Was Loci ins Archiv legt, wird so gezeichnet, dass Ähnliches beieinander liegt.</translation>
  </message>
  <message>
   <source>Nothing names it. Other words may.</source>
   <translation>Nichts nennt es. Andere Worte vielleicht.</translation>
  </message>
  <message>
   <source>Nothing stood here.</source>
   <translation>Hier stand nichts.</translation>
  </message>
  <message>
   <source>Nothing that was stored is missing.</source>
   <translation>Es fehlt nichts von dem, was gespeichert war.</translation>
  </message>
  <message>
   <source>Nothing to undo in {label}.</source>
   <translation>In {label} ist nichts rückgängig zu machen.</translation>
  </message>
  <message>
   <source>Nothing was asked yet. Say something in the chat.</source>
   <translation>Noch wurde nichts gefragt. Sagen Sie etwas im Gespräch.</translation>
  </message>
  <message>
   <source>Nothing was said yet.</source>
   <translation>Noch wurde nichts gesagt.</translation>
  </message>
  <message>
   <source>Nothing yet</source>
   <translation>Noch nichts</translation>
  </message>
  <message>
   <source>Nothing yet.</source>
   <translation>Noch nichts.</translation>
  </message>
  <message>
   <source>Notifications</source>
   <translation>Benachrichtigungen</translation>
  </message>
  <message>
   <source>On battery too</source>
   <translation>Auch mit Akku</translation>
  </message>
  <message>
   <source>Once more</source>
   <translation>Noch einmal</translation>
  </message>
  <message>
   <source>Open Loci</source>
   <translation>Loci öffnen</translation>
  </message>
  <message>
   <source>Open the menu</source>
   <translation>Das Menü öffnen</translation>
  </message>
  <message>
   <source>Open the whole window</source>
   <translation>Das ganze Fenster öffnen</translation>
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
   <source>Other words are made and shown. Those that you wrote down open nothing from then on.</source>
   <translation>Es werden andere Wörter gemacht und gezeigt. Die aufgeschriebenen öffnen danach nichts mehr.</translation>
  </message>
  <message>
   <source>Outside of Loci's reach:</source>
   <translation>Außerhalb der Reichweite von Loci:</translation>
  </message>
  <message>
   <source>Parameters</source>
   <translation>Parameter</translation>
  </message>
  <message>
   <source>Parts of the memory</source>
   <translation>Teile des Gedächtnisses</translation>
  </message>
  <message>
   <source>Passage</source>
   <translation>Abschnitt</translation>
  </message>
  <message>
   <source>Passages</source>
   <translation>Abschnitte</translation>
  </message>
  <message>
   <source>Passages on the map</source>
   <translation>Abschnitte auf der Karte</translation>
  </message>
  <message>
   <source>Passphrase</source>
   <translation>Passphrase</translation>
  </message>
  <message>
   <source>Passphrase of the backup</source>
   <translation>Passphrase der Sicherung</translation>
  </message>
  <message>
   <source>Passphrase of the file</source>
   <translation>Passphrase der Datei</translation>
  </message>
  <message>
   <source>Passphrase, once more</source>
   <translation>Passphrase, noch einmal</translation>
  </message>
  <message>
   <source>Passphrase, or the words of a recovery key</source>
   <translation>Passphrase oder die Wörter eines Wiederherstellungsschlüssels</translation>
  </message>
  <message>
   <source>Pasted text, {count} characters</source>
   <translation>Eingefügter Text, {count} Zeichen</translation>
  </message>
  <message>
   <source>Pause</source>
   <translation>Anhalten</translation>
  </message>
  <message>
   <source>Pause reading the chosen one, or go on</source>
   <translation>Das Lesen des Gewählten anhalten oder fortsetzen</translation>
  </message>
  <message>
   <source>Perhaps about the same, and would stay. Tick what shall go too</source>
   <translation>Vielleicht zum selben, und würde bleiben. Ankreuzen, was auch verschwinden soll</translation>
  </message>
  <message>
   <source>Pin to the top</source>
   <translation>Oben anheften</translation>
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
   <translation>Genauigkeit des Cache: f16, q8_0 oder q4_0.</translation>
  </message>
  <message>
   <source>Predictable substitutions like '@' instead of 'a' don't help very much.</source>
   <translation>Naheliegender Ersatz wie „@“ statt „a“ hilft kaum.</translation>
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
   <translation>Threads des Prozessors für das Sprachmodell.</translation>
  </message>
  <message>
   <source>Prompt</source>
   <translation>Prompt</translation>
  </message>
  <message>
   <source>Put away</source>
   <translation>Weggelegt</translation>
  </message>
  <message>
   <source>Put it in place</source>
   <translation>An die Stelle setzen</translation>
  </message>
  <message>
   <source>Put it in place, and open it</source>
   <translation>An die Stelle setzen und öffnen</translation>
  </message>
  <message>
   <source>Put it in place…</source>
   <translation>An die Stelle setzen …</translation>
  </message>
  <message>
   <source>Put the chosen backup in place of the memory</source>
   <translation>Die gewählte Sicherung an die Stelle des Gedächtnisses setzen</translation>
  </message>
  <message>
   <source>Put the last backup in place of the damaged file</source>
   <translation>Die letzte Sicherung an die Stelle der beschädigten Datei setzen</translation>
  </message>
  <message>
   <source>Put together from what you said.</source>
   <translation>Zusammengestellt aus dem, was Sie sagten.</translation>
  </message>
  <message>
   <source>Put what was saved in place of the damaged file</source>
   <translation>Das Gerettete an die Stelle der beschädigten Datei setzen</translation>
  </message>
  <message>
   <source>Putting it in place …</source>
   <translation>Wird an die Stelle gesetzt …</translation>
  </message>
  <message>
   <source>Putting the backup in place …</source>
   <translation>Die Sicherung wird an die Stelle gesetzt …</translation>
  </message>
  <message>
   <source>Quantisation</source>
   <translation>Quantisierung</translation>
  </message>
  <message>
   <source>Question</source>
   <translation>Frage</translation>
  </message>
  <message>
   <source>Quiet from</source>
   <translation>Ruhe ab</translation>
  </message>
  <message>
   <source>Quiet until</source>
   <translation>Ruhe bis</translation>
  </message>
  <message>
   <source>Quit</source>
   <translation>Beenden</translation>
  </message>
  <message>
   <source>Quote</source>
   <translation>Zitieren</translation>
  </message>
  <message>
   <source>Quote in the chat</source>
   <translation>Im Gespräch zitieren</translation>
  </message>
  <message>
   <source>Quote the chosen message in the chat</source>
   <translation>Die gewählte Nachricht im Gespräch zitieren</translation>
  </message>
  <message>
   <source>Reading the file page by page …</source>
   <translation>Die Datei wird Seite für Seite gelesen …</translation>
  </message>
  <message>
   <source>Reading: {done} done, {left} left</source>
   <translation>Liest: {done} fertig, {left} übrig</translation>
  </message>
  <message>
   <source>Recall memory</source>
   <translation>Gesagtes</translation>
  </message>
  <message>
   <source>Receipt</source>
   <translation>Quittung</translation>
  </message>
  <message>
   <source>Recent years are easy to guess.</source>
   <translation>Jahre der letzten Zeit sind leicht zu erraten.</translation>
  </message>
  <message>
   <source>Recovery key</source>
   <translation>Wiederherstellungsschlüssel</translation>
  </message>
  <message>
   <source>Redo what was taken back last</source>
   <translation>Das zuletzt Zurückgenommene wiederherstellen</translation>
  </message>
  <message>
   <source>Remove</source>
   <translation>Entfernen</translation>
  </message>
  <message>
   <source>Remove the chosen passage</source>
   <translation>Den gewählten Abschnitt entfernen</translation>
  </message>
  <message>
   <source>Remove the chosen way</source>
   <translation>Den gewählten Weg entfernen</translation>
  </message>
  <message>
   <source>Remove what was read of the chosen one; the files stay</source>
   <translation>Entfernen, was vom Gewählten gelesen wurde; die Dateien bleiben</translation>
  </message>
  <message>
   <source>Removed the passage. The journal can bring it back.</source>
   <translation>Der Abschnitt wurde entfernt. Das Journal kann ihn zurückbringen.</translation>
  </message>
  <message>
   <source>Removed what was read of it. The files themselves are as they were.</source>
   <translation>Was davon gelesen wurde, ist entfernt. Die Dateien selbst sind, wie sie waren.</translation>
  </message>
  <message>
   <source>Removed. Copies of the key file that were made before still know it; “Another key…” ends that.</source>
   <translation>Entfernt. Kopien der Schlüsseldatei von vorher kennen ihn noch; „Ein anderer Schlüssel …“ beendet das.</translation>
  </message>
  <message>
   <source>Removed:</source>
   <translation>Entfernt:</translation>
  </message>
  <message>
   <source>Rename</source>
   <translation>Umbenennen</translation>
  </message>
  <message>
   <source>Rename the conversation</source>
   <translation>Das Gespräch umbenennen</translation>
  </message>
  <message>
   <source>Rename…</source>
   <translation>Umbenennen …</translation>
  </message>
  <message>
   <source>Repeats like "aaa" are easy to guess.</source>
   <translation>Wiederholungen wie „aaa“ sind leicht zu erraten.</translation>
  </message>
  <message>
   <source>Repeats like "abcabcabc" are only slightly harder to guess than "abc".</source>
   <translation>Wiederholungen wie „abcabcabc“ sind kaum schwerer zu erraten als „abc“.</translation>
  </message>
  <message>
   <source>Result of {tool}</source>
   <translation>Ergebnis von {tool}</translation>
  </message>
  <message>
   <source>Reversed words aren't much harder to guess.</source>
   <translation>Rückwärts geschriebene Wörter sind kaum schwerer zu erraten.</translation>
  </message>
  <message>
   <source>Rows read</source>
   <translation>Gelesene Zeilen</translation>
  </message>
  <message>
   <source>Rules for the memory</source>
   <translation>Regeln für das Gedächtnis</translation>
  </message>
  <message>
   <source>Rules for the memory: what is never stored or tidied</source>
   <translation>Regeln für das Gedächtnis: was nie gespeichert oder aufgeräumt wird</translation>
  </message>
  <message>
   <source>Rules…</source>
   <translation>Regeln …</translation>
  </message>
  <message>
   <source>STILL LEFT:</source>
   <translation>NOCH ÜBRIG:</translation>
  </message>
  <message>
   <source>Said last in this conversation</source>
   <translation>Zuletzt in diesem Gespräch gesagt</translation>
  </message>
  <message>
   <source>Save</source>
   <translation>Speichern</translation>
  </message>
  <message>
   <source>Save block {label}</source>
   <translation>Block {label} speichern</translation>
  </message>
  <message>
   <source>Save what can be read</source>
   <translation>Retten, was lesbar ist</translation>
  </message>
  <message>
   <source>Save what can be read of the damaged file</source>
   <translation>Aus der beschädigten Datei retten, was lesbar ist</translation>
  </message>
  <message>
   <source>Saved the passage. The journal can bring back what it said.</source>
   <translation>Der Abschnitt ist gespeichert. Das Journal kann zurückholen, was dort stand.</translation>
  </message>
  <message>
   <source>Saved {label}.</source>
   <translation>{label} gespeichert.</translation>
  </message>
  <message>
   <source>Saving takes from it what is whole. The last backup is whole, but knows nothing of what came after it.</source>
   <translation>Das Retten nimmt daraus, was heil ist. Die letzte Sicherung ist heil, weiß aber nichts von dem, was nach ihr kam.</translation>
  </message>
  <message>
   <source>Say so when an answer is complete while another program is in front; never what it says.</source>
   <translation>Bescheid geben, wenn eine Antwort fertig ist, während ein anderes Programm vorn ist; nie, was sie sagt.</translation>
  </message>
  <message>
   <source>Search</source>
   <translation>Suche</translation>
  </message>
  <message>
   <source>Search all</source>
   <translation>Alles durchsuchen</translation>
  </message>
  <message>
   <source>Search all conversations</source>
   <translation>Alle Gespräche durchsuchen</translation>
  </message>
  <message>
   <source>Search all conversations (Ctrl+Shift+F)</source>
   <translation>Alle Gespräche durchsuchen (Strg+Umschalt+F)</translation>
  </message>
  <message>
   <source>Search archival memory</source>
   <translation>Das Archiv durchsuchen</translation>
  </message>
  <message>
   <source>Search everything that was ever said</source>
   <translation>Alles je Gesagte durchsuchen</translation>
  </message>
  <message>
   <source>Search the documents</source>
   <translation>Die Dokumente durchsuchen</translation>
  </message>
  <message>
   <source>Search {name}</source>
   <translation>{name} durchsuchen</translation>
  </message>
  <message>
   <source>Searched for “{words}”</source>
   <translation>Gesucht nach „{words}“</translation>
  </message>
  <message>
   <source>Select text</source>
   <translation>Text auswählen</translation>
  </message>
  <message>
   <source>Send</source>
   <translation>Senden</translation>
  </message>
  <message>
   <source>Send (Enter)</source>
   <translation>Senden (Eingabe)</translation>
  </message>
  <message>
   <source>Sequences like "abc" or "6543" are easy to guess.</source>
   <translation>Folgen wie „abc“ oder „6543“ sind leicht zu erraten.</translation>
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
   <translation>Anteil des Kontexts, ab dem das Sprachmodell gewarnt wird, dass Nachrichten hinausfallen.</translation>
  </message>
  <message>
   <source>Short keyboard patterns are easy to guess.</source>
   <translation>Kurze Muster auf der Tastatur sind leicht zu erraten.</translation>
  </message>
  <message>
   <source>Shortcuts</source>
   <translation>Tastenkürzel</translation>
  </message>
  <message>
   <source>Show</source>
   <translation>Zeigen</translation>
  </message>
  <message>
   <source>Show Loci in the tray, where the desktop has one.</source>
   <translation>Loci im Infobereich zeigen, wo es einen gibt.</translation>
  </message>
  <message>
   <source>Show all</source>
   <translation>Alle zeigen</translation>
  </message>
  <message>
   <source>Show all {count} characters</source>
   <translation>Alle {count} Zeichen zeigen</translation>
  </message>
  <message>
   <source>Show block {label}</source>
   <translation>Block {label} zeigen</translation>
  </message>
  <message>
   <source>Show conversations</source>
   <translation>Gespräche zeigen</translation>
  </message>
  <message>
   <source>Show conversations that were put away</source>
   <translation>Weggelegte Gespräche zeigen</translation>
  </message>
  <message>
   <source>Show core memory</source>
   <translation>Kerngedächtnis zeigen</translation>
  </message>
  <message>
   <source>Show in the chat</source>
   <translation>Im Gespräch zeigen</translation>
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
   <source>Show steps</source>
   <translation>Schritte zeigen</translation>
  </message>
  <message>
   <source>Show the chosen message where it was said</source>
   <translation>Die gewählte Nachricht zeigen, wo sie gesagt wurde</translation>
  </message>
  <message>
   <source>Show the exact prompt behind the last step of this answer</source>
   <translation>Die genaue Eingabe hinter dem letzten Schritt dieser Antwort zeigen</translation>
  </message>
  <message>
   <source>Show the memory as it was right after this change</source>
   <translation>Das Gedächtnis zeigen, wie es gleich nach dieser Änderung war</translation>
  </message>
  <message>
   <source>Show the message where it was said</source>
   <translation>Die Nachricht zeigen, wo sie gesagt wurde</translation>
  </message>
  <message>
   <source>Show the next version</source>
   <translation>Die nächste Fassung zeigen</translation>
  </message>
  <message>
   <source>Show the version before</source>
   <translation>Die vorige Fassung zeigen</translation>
  </message>
  <message>
   <source>Show what would be forgotten</source>
   <translation>Zeigen, was vergessen würde</translation>
  </message>
  <message>
   <source>Show what would go</source>
   <translation>Zeigen, was ginge</translation>
  </message>
  <message>
   <source>Size</source>
   <translation>Größe</translation>
  </message>
  <message>
   <source>Skip</source>
   <translation>Überspringen</translation>
  </message>
  <message>
   <source>Skip these steps and begin</source>
   <translation>Diese Schritte überspringen und beginnen</translation>
  </message>
  <message>
   <source>Smaller</source>
   <translation>Kleiner</translation>
  </message>
  <message>
   <source>Stay in the tray</source>
   <translation>Im Infobereich bleiben</translation>
  </message>
  <message>
   <source>Step limit</source>
   <translation>Grenze der Schritte</translation>
  </message>
  <message>
   <source>Step {step} of {steps}</source>
   <translation>Schritt {step} von {steps}</translation>
  </message>
  <message>
   <source>Steps of one turn before a reply is asked for.</source>
   <translation>Schritte einer Runde, bevor eine Antwort verlangt wird.</translation>
  </message>
  <message>
   <source>Steps, folded</source>
   <translation>Schritte, eingeklappt</translation>
  </message>
  <message>
   <source>Steps, unfolded</source>
   <translation>Schritte, ausgeklappt</translation>
  </message>
  <message>
   <source>Stop</source>
   <translation>Anhalten</translation>
  </message>
  <message>
   <source>Stop (Esc)</source>
   <translation>Anhalten (Esc)</translation>
  </message>
  <message>
   <source>Stop bringing it in</source>
   <translation>Das Hereinholen anhalten</translation>
  </message>
  <message>
   <source>Stop encrypting it anew</source>
   <translation>Das Neuverschlüsseln anhalten</translation>
  </message>
  <message>
   <source>Stop making the backup</source>
   <translation>Das Anlegen der Sicherung anhalten</translation>
  </message>
  <message>
   <source>Stop the answer</source>
   <translation>Die Antwort anhalten</translation>
  </message>
  <message>
   <source>Stopped after {count} steps, which is the limit for one turn.</source>
   <translation>Nach {count} Schritten angehalten, der Grenze für eine Antwort.</translation>
  </message>
  <message>
   <source>Stopped.</source>
   <translation>Angehalten.</translation>
  </message>
  <message>
   <source>Stopped. No backup was made.</source>
   <translation>Angehalten. Es wurde keine Sicherung angelegt.</translation>
  </message>
  <message>
   <source>Stopped. The memory has the key that it had, and nothing else was changed.</source>
   <translation>Angehalten. Das Gedächtnis hat den Schlüssel, den es hatte, und sonst wurde nichts verändert.</translation>
  </message>
  <message>
   <source>Stopped. What came in so far stays; the same file goes on from there.</source>
   <translation>Angehalten. Was bisher hereinkam, bleibt; mit derselben Datei geht es von dort weiter.</translation>
  </message>
  <message>
   <source>Stopping after the conversation in hand …</source>
   <translation>Hält nach dem laufenden Gespräch an …</translation>
  </message>
  <message>
   <source>Stopping …</source>
   <translation>Wird angehalten …</translation>
  </message>
  <message>
   <source>Stored in archival memory: {text}</source>
   <translation>Im Archiv abgelegt: {text}</translation>
  </message>
  <message>
   <source>Stored {at}</source>
   <translation>Abgelegt {at}</translation>
  </message>
  <message>
   <source>Straight rows of keys are easy to guess.</source>
   <translation>Tasten nebeneinander sind leicht zu erraten.</translation>
  </message>
  <message>
   <source>Strength</source>
   <translation>Stärke</translation>
  </message>
  <message>
   <source>Subjects that are never stored, one on each line</source>
   <translation>Themen, die nie gespeichert werden, eines je Zeile</translation>
  </message>
  <message>
   <source>Summary</source>
   <translation>Zusammenfassung</translation>
  </message>
  <message>
   <source>Summary of what had left the context</source>
   <translation>Zusammenfassung dessen, was den Kontext verlassen hatte</translation>
  </message>
  <message>
   <source>Table</source>
   <translation>Tabelle</translation>
  </message>
  <message>
   <source>Tag</source>
   <translation>Schlagwort</translation>
  </message>
  <message>
   <source>Tags</source>
   <translation>Schlagwörter</translation>
  </message>
  <message>
   <source>Take all back</source>
   <translation>Alles zurücknehmen</translation>
  </message>
  <message>
   <source>Take everything back that was changed while you were away</source>
   <translation>Alles zurücknehmen, was in Ihrer Abwesenheit geändert wurde</translation>
  </message>
  <message>
   <source>Take it back</source>
   <translation>Zurücknehmen</translation>
  </message>
  <message>
   <source>Take it in again</source>
   <translation>Doch aufnehmen</translation>
  </message>
  <message>
   <source>Take the chosen change back</source>
   <translation>Die gewählte Änderung zurücknehmen</translation>
  </message>
  <message>
   <source>Take the chosen line back</source>
   <translation>Die gewählte Zeile zurücknehmen</translation>
  </message>
  <message>
   <source>Take the new</source>
   <translation>Das Neue nehmen</translation>
  </message>
  <message>
   <source>Take what was said later</source>
   <translation>Nehmen, was später gesagt wurde</translation>
  </message>
  <message>
   <source>Talk</source>
   <translation>Reden</translation>
  </message>
  <message>
   <source>Talk with its first agent from now on</source>
   <translation>Ab jetzt mit ihrem ersten Agenten sprechen</translation>
  </message>
  <message>
   <source>Talk with the chosen language model</source>
   <translation>Mit dem gewählten Sprachmodell reden</translation>
  </message>
  <message>
   <source>Talk with this one</source>
   <translation>Mit diesem reden</translation>
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
   <source>Test</source>
   <translation>Test</translation>
  </message>
  <message>
   <source>Test it</source>
   <translation>Prüfen</translation>
  </message>
  <message>
   <source>Test the chosen language model with ten tool calls</source>
   <translation>Das gewählte Sprachmodell mit zehn Aufrufen prüfen</translation>
  </message>
  <message>
   <source>Testing {name}: ten tool calls. A message in the chat ends it.</source>
   <translation>{name} wird getestet: zehn Werkzeugaufrufe. Eine Nachricht im Chat beendet das.</translation>
  </message>
  <message>
   <source>Text of block {label}</source>
   <translation>Text des Blocks {label}</translation>
  </message>
  <message>
   <source>Text of the passage</source>
   <translation>Text des Abschnitts</translation>
  </message>
  <message>
   <source>That could not be sent. Open Loci to see why.</source>
   <translation>Das konnte nicht gesendet werden. Öffnen Sie Loci, um zu sehen, warum.</translation>
  </message>
  <message>
   <source>The GGUF file to talk with; empty: the built-in one.</source>
   <translation>Die GGUF-Datei, mit der geredet wird; leer: die eingebaute.</translation>
  </message>
  <message>
   <source>The agent in use, for Letta</source>
   <translation>Der benutzte Agent, für Letta</translation>
  </message>
  <message>
   <source>The backup is the memory now. What was there before is a backup, too: {name}.</source>
   <translation>Die Sicherung ist jetzt das Gedächtnis. Was vorher da war, ist auch eine Sicherung: {name}.</translation>
  </message>
  <message>
   <source>The block '{label}' differs, and the one here was kept.
  here:        {here}
  in the file: {there}</source>
   <translation>Der Block „{label}“ ist anders, und der hiesige wurde behalten.
  hier:         {here}
  in der Datei: {there}</translation>
  </message>
  <message>
   <source>The built-in one</source>
   <translation>Das eingebaute</translation>
  </message>
  <message>
   <source>The context is nearly full; Loci saves what matters before older messages leave it.</source>
   <translation>Der Kontext ist fast voll; Loci sichert das Wichtige, bevor ältere Nachrichten ihn verlassen.</translation>
  </message>
  <message>
   <source>The damaged file is not changed by any of this, and stays as a backup when another takes its place.</source>
   <translation>Die beschädigte Datei wird dadurch nicht verändert und bleibt als Sicherung, wenn eine andere an ihre Stelle tritt.</translation>
  </message>
  <message>
   <source>The exact prompt…</source>
   <translation>Die genaue Eingabe …</translation>
  </message>
  <message>
   <source>The file’s beginning is damaged, so that the rest could be read but not be checked.</source>
   <translation>Der Anfang der Datei ist beschädigt; der Rest konnte gelesen, aber nicht geprüft werden.</translation>
  </message>
  <message>
   <source>The hit before</source>
   <translation>Der Treffer davor</translation>
  </message>
  <message>
   <source>The hit before (Enter)</source>
   <translation>Der Treffer davor (Eingabe)</translation>
  </message>
  <message>
   <source>The hour from which it may begin again.</source>
   <translation>Die Stunde, ab der wieder begonnen werden darf.</translation>
  </message>
  <message>
   <source>The hour from which nothing is begun.</source>
   <translation>Die Stunde, ab der nichts begonnen wird.</translation>
  </message>
  <message>
   <source>The journal keeps what it said before, and can bring it back.</source>
   <translation>Das Journal behält, was vorher dort stand, und kann es zurückholen.</translation>
  </message>
  <message>
   <source>The keyring gets another entry. The one that it has opens nothing from then on.</source>
   <translation>Der Schlüsselbund bekommt einen anderen Eintrag. Der jetzige öffnet danach nichts mehr.</translation>
  </message>
  <message>
   <source>The language model</source>
   <translation>Das Sprachmodell</translation>
  </message>
  <message>
   <source>The language model is being asked …</source>
   <translation>Das Sprachmodell wird gefragt …</translation>
  </message>
  <message>
   <source>The language model that answers you tidies the memory, too.</source>
   <translation>Das Sprachmodell, das Ihnen antwortet, räumt auch das Gedächtnis auf.</translation>
  </message>
  <message>
   <source>The language model that you talk with. Click to choose another.</source>
   <translation>Das Sprachmodell, mit dem Sie sprechen. Klicken, um ein anderes zu wählen.</translation>
  </message>
  <message>
   <source>The language model was tested; what it gave is shown beside it.</source>
   <translation>Das Sprachmodell wurde getestet; das Ergebnis steht daneben.</translation>
  </message>
  <message>
   <source>The language of the window. It changes at once.</source>
   <translation>Die Sprache des Fensters. Sie wechselt sofort.</translation>
  </message>
  <message>
   <source>The last time, nothing had to be changed.</source>
   <translation>Beim letzten Mal musste nichts geändert werden.</translation>
  </message>
  <message>
   <source>The machine is busy.</source>
   <translation>Das Gerät ist beschäftigt.</translation>
  </message>
  <message>
   <source>The machine runs on battery.</source>
   <translation>Das Gerät läuft mit Akku.</translation>
  </message>
  <message>
   <source>The memory as it was</source>
   <translation>Das Gedächtnis, wie es war</translation>
  </message>
  <message>
   <source>The memory file is closed and its key is forgotten.</source>
   <translation>Die Gedächtnisdatei ist geschlossen und ihr Schlüssel vergessen.</translation>
  </message>
  <message>
   <source>The memory has a new key: {size} encrypted anew, and every way opens it.</source>
   <translation>Das Gedächtnis hat einen neuen Schlüssel: {size} neu verschlüsselt, und jeder Weg öffnet es.</translation>
  </message>
  <message>
   <source>The memory is in order.</source>
   <translation>Das Gedächtnis ist in Ordnung.</translation>
  </message>
  <message>
   <source>The memory then…</source>
   <translation>Das Gedächtnis damals …</translation>
  </message>
  <message>
   <source>The moment to look at</source>
   <translation>Der Zeitpunkt, der angesehen wird</translation>
  </message>
  <message>
   <source>The next hit</source>
   <translation>Der nächste Treffer</translation>
  </message>
  <message>
   <source>The next hit (Shift+Enter)</source>
   <translation>Der nächste Treffer (Umschalt+Eingabe)</translation>
  </message>
  <message>
   <source>The prompt behind an answer</source>
   <translation>Die Eingabe hinter einer Antwort</translation>
  </message>
  <message>
   <source>The same zip; the program age opens it with the passphrase.</source>
   <translation>Dasselbe Zip; das Programm age öffnet es mit der Passphrase.</translation>
  </message>
  <message>
   <source>The size of everything in the window.</source>
   <translation>Die Größe von allem im Fenster.</translation>
  </message>
  <message>
   <source>The text before the language model’s eyes. Nothing else of your memory is seen until it looks it up.</source>
   <translation>Der Text vor den Augen des Sprachmodells. Sonst sieht es nichts von Ihrem Gedächtnis, bis es nachschlägt.</translation>
  </message>
  <message>
   <source>The time between two tidyings.</source>
   <translation>Die Zeit zwischen zweimal Aufräumen.</translation>
  </message>
  <message>
   <source>The turn ended with an error.</source>
   <translation>Die Antwort endete mit einem Fehler.</translation>
  </message>
  <message>
   <source>The two are not the same yet.</source>
   <translation>Die beiden sind noch nicht gleich.</translation>
  </message>
  <message>
   <source>The whole memory file is encrypted anew, under another key. Everything that opens it now goes on opening it; a copy of the key file that somebody may have taken opens it no more.</source>
   <translation>Die ganze Gedächtnisdatei wird unter einem anderen Schlüssel neu verschlüsselt. Alles, was sie jetzt öffnet, öffnet sie weiterhin; eine Kopie der Schlüsseldatei, die jemand genommen haben mag, öffnet sie nicht mehr.</translation>
  </message>
  <message>
   <source>The whole message</source>
   <translation>Die ganze Nachricht</translation>
  </message>
  <message>
   <source>The whole message, {count} characters</source>
   <translation>Die ganze Nachricht, {count} Zeichen</translation>
  </message>
  <message>
   <source>There is little free memory.</source>
   <translation>Es ist wenig Arbeitsspeicher frei.</translation>
  </message>
  <message>
   <source>There is no backup yet.</source>
   <translation>Es gibt noch keine Sicherung.</translation>
  </message>
  <message>
   <source>There is nothing new to tidy.</source>
   <translation>Es gibt nichts Neues aufzuräumen.</translation>
  </message>
  <message>
   <source>These are quiet hours.</source>
   <translation>Es ist Ruhezeit.</translation>
  </message>
  <message>
   <source>Thinking</source>
   <translation>Nachdenken</translation>
  </message>
  <message>
   <source>Thinking …</source>
   <translation>Denkt nach …</translation>
  </message>
  <message>
   <source>This backup has an earlier key. Give the passphrase, or the words of the recovery key, that opened it then.</source>
   <translation>Diese Sicherung hat einen früheren Schlüssel. Geben Sie die Passphrase oder die Wörter des Wiederherstellungsschlüssels an, die sie damals öffneten.</translation>
  </message>
  <message>
   <source>This desktop’s keyring</source>
   <translation>Der Schlüsselbund dieses Rechners</translation>
  </message>
  <message>
   <source>This desktop’s keyring opens it for whoever is logged in. Once you have added a passphrase (Ways to the key…, in the menu), you are asked for that instead.</source>
   <translation>Der Schlüsselbund öffnet es für jeden, der angemeldet ist. Haben Sie eine Passphrase hinzugefügt (Wege zum Schlüssel …, im Menü), werden Sie nach dieser gefragt.</translation>
  </message>
  <message>
   <source>This is a top-10 common password.</source>
   <translation>Das ist eines der zehn häufigsten Passwörter.</translation>
  </message>
  <message>
   <source>This is a top-100 common password.</source>
   <translation>Das ist eines der hundert häufigsten Passwörter.</translation>
  </message>
  <message>
   <source>This is a very common password.</source>
   <translation>Das ist ein sehr häufiges Passwort.</translation>
  </message>
  <message>
   <source>This is similar to a commonly used password.</source>
   <translation>Das ähnelt einem häufigen Passwort.</translation>
  </message>
  <message>
   <source>This was taken back later.</source>
   <translation>Das wurde später zurückgenommen.</translation>
  </message>
  <message>
   <source>This would go</source>
   <translation>Das würde verschwinden</translation>
  </message>
  <message>
   <source>Thought</source>
   <translation>Gedanke</translation>
  </message>
  <message>
   <source>Threads</source>
   <translation>Threads</translation>
  </message>
  <message>
   <source>Tick to forget it too</source>
   <translation>Ankreuzen, um auch das zu vergessen</translation>
  </message>
  <message>
   <source>Tidy now</source>
   <translation>Jetzt aufräumen</translation>
  </message>
  <message>
   <source>Tidy the memory</source>
   <translation>Das Gedächtnis aufräumen</translation>
  </message>
  <message>
   <source>Tidy the memory now</source>
   <translation>Das Gedächtnis jetzt aufräumen</translation>
  </message>
  <message>
   <source>Tidy the memory while nobody touches this machine.</source>
   <translation>Das Gedächtnis aufräumen, während niemand diesen Rechner anrührt.</translation>
  </message>
  <message>
   <source>Tidy with the other</source>
   <translation>Mit dem anderen aufräumen</translation>
  </message>
  <message>
   <source>Tidy with this one</source>
   <translation>Mit diesem aufräumen</translation>
  </message>
  <message>
   <source>Tidying leaves {block} alone</source>
   <translation>Das Aufräumen lässt {block} in Ruhe</translation>
  </message>
  <message>
   <source>Tiny, works at once, English only</source>
   <translation>Winzig, läuft sofort, nur Englisch</translation>
  </message>
  <message>
   <source>Title; empty: its first words</source>
   <translation>Titel; leer: die ersten Wörter</translation>
  </message>
  <message>
   <source>To the message above or below</source>
   <translation>Zur Nachricht darüber oder darunter</translation>
  </message>
  <message>
   <source>To the next step</source>
   <translation>Zum nächsten Schritt</translation>
  </message>
  <message>
   <source>Today</source>
   <translation>Heute</translation>
  </message>
  <message>
   <source>Tokens an LLM may think before each tool call; 0: none.</source>
   <translation>Token, die ein Sprachmodell vor jedem Aufruf nachdenken darf; 0: keine.</translation>
  </message>
  <message>
   <source>Tokens the LLM keeps before its eyes.</source>
   <translation>Token, die das Sprachmodell vor Augen behält.</translation>
  </message>
  <message>
   <source>Too large for this machine</source>
   <translation>Zu groß für diesen Rechner</translation>
  </message>
  <message>
   <source>Too little memory is free for it beside the one that answers you, which would tidy the memory instead.</source>
   <translation>Neben dem, das Ihnen antwortet, ist zu wenig Speicher dafür frei; jenes würde das Gedächtnis dann aufräumen.</translation>
  </message>
  <message>
   <source>Took a change of {place} back.</source>
   <translation>Eine Änderung von {place} zurückgenommen.</translation>
  </message>
  <message>
   <source>Tool calls</source>
   <translation>Werkzeugaufrufe</translation>
  </message>
  <message>
   <source>Tools</source>
   <translation>Werkzeuge</translation>
  </message>
  <message>
   <source>Trace</source>
   <translation>Spur</translation>
  </message>
  <message>
   <source>Try again</source>
   <translation>Noch einmal versuchen</translation>
  </message>
  <message>
   <source>Try to open the memory again</source>
   <translation>Noch einmal versuchen, das Gedächtnis zu öffnen</translation>
  </message>
  <message>
   <source>Turns</source>
   <translation>Runden</translation>
  </message>
  <message>
   <source>Type the new passphrase, twice. The one that you have now opens nothing from then on.</source>
   <translation>Geben Sie die neue Passphrase zweimal ein. Die jetzige öffnet danach nichts mehr.</translation>
  </message>
  <message>
   <source>Undo</source>
   <translation>Zurücknehmen</translation>
  </message>
  <message>
   <source>Undo the last change of block {label}</source>
   <translation>Die letzte Änderung des Blocks {label} zurücknehmen</translation>
  </message>
  <message>
   <source>Undo the last change of the memory</source>
   <translation>Die letzte Änderung des Gedächtnisses zurücknehmen</translation>
  </message>
  <message>
   <source>Unload now</source>
   <translation>Jetzt entladen</translation>
  </message>
  <message>
   <source>Unload now, free its memory</source>
   <translation>Jetzt entladen, Speicher freigeben</translation>
  </message>
  <message>
   <source>Unload the LLM</source>
   <translation>Das Sprachmodell entladen</translation>
  </message>
  <message>
   <source>Unload the language model and free its memory</source>
   <translation>Das Sprachmodell entladen und seinen Speicher freigeben</translation>
  </message>
  <message>
   <source>Unload when idle</source>
   <translation>Entladen bei Untätigkeit</translation>
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
   <translation>Lösen</translation>
  </message>
  <message>
   <source>Use a few words, avoid common phrases.</source>
   <translation>Nehmen Sie ein paar Wörter, aber keine geläufige Wendung.</translation>
  </message>
  <message>
   <source>Use a longer keyboard pattern with more turns.</source>
   <translation>Ein längeres Muster mit mehr Wendungen ist besser.</translation>
  </message>
  <message>
   <source>Use the built-in LLM</source>
   <translation>Das eingebaute Sprachmodell benutzen</translation>
  </message>
  <message>
   <source>Use the last backup</source>
   <translation>Letzte Sicherung nehmen</translation>
  </message>
  <message>
   <source>View</source>
   <translation>Ansicht</translation>
  </message>
  <message>
   <source>Vocabulary</source>
   <translation>Wortschatz</translation>
  </message>
  <message>
   <source>Ways to the key</source>
   <translation>Wege zum Schlüssel</translation>
  </message>
  <message>
   <source>Ways to the key…</source>
   <translation>Wege zum Schlüssel …</translation>
  </message>
  <message>
   <source>Welcome to Loci</source>
   <translation>Willkommen bei Loci</translation>
  </message>
  <message>
   <source>Welcome.</source>
   <translation>Willkommen.</translation>
  </message>
  <message>
   <source>What Loci knew at that time, rebuilt from the journal. Nothing is changed by looking.</source>
   <translation>Was Loci zu dieser Zeit wusste, aus dem Journal wiederhergestellt. Durch das Ansehen ändert sich nichts.</translation>
  </message>
  <message>
   <source>What Loci remembers, and how it came to</source>
   <translation>Was Loci sich merkt, und wie es dazu kam</translation>
  </message>
  <message>
   <source>What automatic backups may take together; the oldest go first.</source>
   <translation>Was automatische Sicherungen zusammen belegen dürfen; die ältesten gehen zuerst.</translation>
  </message>
  <message>
   <source>What can be done with this message</source>
   <translation>Was sich mit dieser Nachricht tun lässt</translation>
  </message>
  <message>
   <source>What changed while you were away</source>
   <translation>Was sich in Ihrer Abwesenheit geändert hat</translation>
  </message>
  <message>
   <source>What could be read</source>
   <translation>Was gelesen werden konnte</translation>
  </message>
  <message>
   <source>What do you want to do?</source>
   <translation>Was möchten Sie tun?</translation>
  </message>
  <message>
   <source>What is written</source>
   <translation>Was geschrieben wird</translation>
  </message>
  <message>
   <source>What it rested on is no longer so.</source>
   <translation>Worauf es beruhte, gilt nicht mehr.</translation>
  </message>
  <message>
   <source>What it rests on has changed.</source>
   <translation>Worauf es beruht, hat sich geändert.</translation>
  </message>
  <message>
   <source>What it would change waits for your yes.</source>
   <translation>Was es ändern würde, wartet auf Ihr Ja.</translation>
  </message>
  <message>
   <source>What matters goes into the core memory on the right, where you can read and change it. Everything stays on this machine, in one encrypted file.</source>
   <translation>Was zählt, kommt in das Kerngedächtnis daneben, wo Sie es lesen und ändern können. Alles bleibt auf diesem Rechner, in einer verschlüsselten Datei.</translation>
  </message>
  <message>
   <source>What stood before Loci’s eyes and speaks of the same, and what it looked up for this answer.</source>
   <translation>Was Loci vor Augen stand und vom selben spricht, und was es für diese Antwort nachgeschlagen hat.</translation>
  </message>
  <message>
   <source>What the answer rests on</source>
   <translation>Worauf die Antwort beruht</translation>
  </message>
  <message>
   <source>What the colours of the map tell</source>
   <translation>Was die Farben der Karte sagen</translation>
  </message>
  <message>
   <source>What the language model reads now</source>
   <translation>Was das Sprachmodell jetzt liest</translation>
  </message>
  <message>
   <source>What the language model was asked and did, step by step, in this conversation.</source>
   <translation>Was das Sprachmodell in diesem Gespräch gefragt wurde und tat, Schritt für Schritt.</translation>
  </message>
  <message>
   <source>What to forget</source>
   <translation>Was vergessen werden soll</translation>
  </message>
  <message>
   <source>What was odd about the file</source>
   <translation>Was an der Datei seltsam war</translation>
  </message>
  <message>
   <source>What would be forgotten</source>
   <translation>Was vergessen würde</translation>
  </message>
  <message>
   <source>What you and ChatGPT or Claude said comes into recall memory with its dates: it is found by searching, and Loci learns from it while you are away. It stays out of your list of conversations, and the same file again brings only what is new.</source>
   <translation>Was Sie und ChatGPT oder Claude gesagt haben, kommt mit seinen Daten in die Erinnerung: Die Suche findet es, und Loci lernt daraus, während Sie weg sind. In Ihrer Liste der Gespräche erscheint es nicht, und dieselbe Datei noch einmal bringt nur, was neu ist.</translation>
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
   <source>What {llm} read before step {number} ({when}), as far as it is known: texts of it were forgotten since.</source>
   <translation>Was {llm} vor Schritt {number} las ({when}), soweit bekannt: Texte daraus wurden seither vergessen.</translation>
  </message>
  <message>
   <source>What {llm} read before step {number} ({when}), word for word.</source>
   <translation>Was {llm} vor Schritt {number} las ({when}), Wort für Wort.</translation>
  </message>
  <message>
   <source>Whether you are away cannot be known here.</source>
   <translation>Ob Sie weg sind, lässt sich hier nicht erkennen.</translation>
  </message>
  <message>
   <source>Whether you are away is looked at in a moment.</source>
   <translation>Ob Sie weg sind, wird gleich geprüft.</translation>
  </message>
  <message>
   <source>Whether you are away is told by {detector}.</source>
   <translation>Ob Sie weg sind, sagt {detector}.</translation>
  </message>
  <message>
   <source>Which changes are shown</source>
   <translation>Welche Änderungen gezeigt werden</translation>
  </message>
  <message>
   <source>While Loci is open and something was said or changed; 0: never.</source>
   <translation>Solange Loci offen ist und etwas gesagt oder geändert wurde; 0: nie.</translation>
  </message>
  <message>
   <source>While editing a block</source>
   <translation>Beim Bearbeiten eines Blocks</translation>
  </message>
  <message>
   <source>While writing</source>
   <translation>Beim Schreiben</translation>
  </message>
  <message>
   <source>While you are away</source>
   <translation>Während Sie fort sind</translation>
  </message>
  <message>
   <source>While you are away, leave these blocks alone</source>
   <translation>In Ihrer Abwesenheit diese Blöcke in Ruhe lassen</translation>
  </message>
  <message>
   <source>While you were away</source>
   <translation>Während Sie fort waren</translation>
  </message>
  <message>
   <source>Whole copies of the memory file, encrypted as it is. Loci makes one by itself from time to time and takes old ones away again; one that you make stays.</source>
   <translation>Ganze Kopien der Gedächtnisdatei, verschlüsselt wie sie. Loci legt von Zeit zu Zeit selbst eine an und nimmt alte wieder weg; eine, die Sie anlegen, bleibt.</translation>
  </message>
  <message>
   <source>Why do you say this?</source>
   <translation>Warum sagst du das?</translation>
  </message>
  <message>
   <source>Window</source>
   <translation>Fenster</translation>
  </message>
  <message>
   <source>Without a passphrase, this desktop’s keyring keeps the key; where there is none, Loci asks for one.</source>
   <translation>Ohne Passphrase bewahrt der Schlüsselbund dieses Desktops den Schlüssel; wo es keinen gibt, fragt Loci nach einer.</translation>
  </message>
  <message>
   <source>Without it, nothing is done unless mains power is there.</source>
   <translation>Ohne dies geschieht nur am Netz etwas.</translation>
  </message>
  <message>
   <source>Words of the recovery key</source>
   <translation>Wörter des Wiederherstellungsschlüssels</translation>
  </message>
  <message>
   <source>Write a message</source>
   <translation>Eine Nachricht schreiben</translation>
  </message>
  <message>
   <source>Write it again</source>
   <translation>Noch einmal schreiben</translation>
  </message>
  <message>
   <source>Write the memory to a file</source>
   <translation>Das Gedächtnis in eine Datei schreiben</translation>
  </message>
  <message>
   <source>Write the memory to a file…</source>
   <translation>Das Gedächtnis in eine Datei schreiben …</translation>
  </message>
  <message>
   <source>Write these words down, in this order, and keep them where nobody looks. They open your memory where everything else is lost. They are shown this once, and kept nowhere.</source>
   <translation>Schreiben Sie diese Wörter in dieser Reihenfolge auf und verwahren Sie sie, wo niemand nachsieht. Sie öffnen Ihr Gedächtnis, wenn alles andere verloren ist. Sie werden nur dieses eine Mal gezeigt und nirgends aufbewahrt.</translation>
  </message>
  <message>
   <source>Writing …</source>
   <translation>Wird geschrieben …</translation>
  </message>
  <message>
   <source>Written because of it, and would stay</source>
   <translation>Deswegen geschrieben, und würde bleiben</translation>
  </message>
  <message>
   <source>Written to {path}.</source>
   <translation>Geschrieben: {path}.</translation>
  </message>
  <message>
   <source>Yes to the rest</source>
   <translation>Ja zum Rest</translation>
  </message>
  <message>
   <source>Yesterday</source>
   <translation>Gestern</translation>
  </message>
  <message>
   <source>You</source>
   <translation>Sie</translation>
  </message>
  <message>
   <source>You and your lock</source>
   <translation>Sie und Ihr Schloss</translation>
  </message>
  <message>
   <source>You are back.</source>
   <translation>Sie sind zurück.</translation>
  </message>
  <message>
   <source>You are editing a message. Sent anew it begins a branch; the old one stays, to go back to.</source>
   <translation>Sie bearbeiten eine Nachricht. Neu gesendet beginnt sie einen Zweig; die alte bleibt, um zu ihr zurückzukehren.</translation>
  </message>
  <message>
   <source>You are there.</source>
   <translation>Sie sind da.</translation>
  </message>
  <message>
   <source>You said it.</source>
   <translation>Sie haben es gesagt.</translation>
  </message>
  <message>
   <source>You said otherwise later.</source>
   <translation>Sie haben es später anders gesagt.</translation>
  </message>
  <message>
   <source>You said {time}:</source>
   <translation>Sie sagten {time}:</translation>
  </message>
  <message>
   <source>You stopped the answer here.</source>
   <translation>Sie haben die Antwort hier angehalten.</translation>
  </message>
  <message>
   <source>Your memory could not be opened</source>
   <translation>Ihr Gedächtnis konnte nicht geöffnet werden</translation>
  </message>
  <message>
   <source>Your memory could not be opened.</source>
   <translation>Ihr Gedächtnis konnte nicht geöffnet werden.</translation>
  </message>
  <message>
   <source>Your memory has no passphrase: the keyring keeps its key, or Loci asks for one now.</source>
   <translation>Ihr Gedächtnis hat keine Passphrase: der Schlüsselbund bewahrt den Schlüssel auf, oder Loci fragt jetzt danach.</translation>
  </message>
  <message>
   <source>Your memory is locked or still being opened. Open Loci to unlock it.</source>
   <translation>Ihr Gedächtnis ist gesperrt oder wird noch geöffnet. Öffnen Sie Loci, um es zu entsperren.</translation>
  </message>
  <message>
   <source>Your memory is locked. Type its passphrase to open it.</source>
   <translation>Ihr Gedächtnis ist gesperrt. Geben Sie seine Passphrase ein.</translation>
  </message>
  <message>
   <source>Your memory is open in another Loci; waiting for it to close …</source>
   <translation>Ihr Gedächtnis ist in einem anderen Loci offen; es wird gewartet, bis es schließt …</translation>
  </message>
  <message>
   <source>Your memory stays locked; nothing was changed.</source>
   <translation>Ihr Gedächtnis bleibt gesperrt; nichts wurde geändert.</translation>
  </message>
  <message>
   <source>Your name</source>
   <translation>Ihr Name</translation>
  </message>
  <message>
   <source>Your passphrase locks the memory. Nobody can restore it for you.</source>
   <translation>Ihre Passphrase sperrt das Gedächtnis. Niemand kann sie wiederherstellen.</translation>
  </message>
  <message>
   <source>Your text is still here; Save writes it over that.</source>
   <translation>Ihr Text ist noch da; Speichern schreibt ihn darüber.</translation>
  </message>
  <message>
   <source>Zoom</source>
   <translation>Vergrößerung</translation>
  </message>
  <message>
   <source>about {count} min</source>
   <translation>etwa {count} min</translation>
  </message>
  <message>
   <source>added</source>
   <translation>hinzugefügt</translation>
  </message>
  <message>
   <source>agents</source>
   <translation>Agenten</translation>
  </message>
  <message>
   <source>an import</source>
   <translation>einem Import</translation>
  </message>
  <message>
   <source>archival memory</source>
   <translation>Archiv</translation>
  </message>
  <message>
   <source>archives</source>
   <translation>Archive</translation>
  </message>
  <message>
   <source>as Loci should call you; may stay empty</source>
   <translation>wie Loci Sie nennen soll; darf leer bleiben</translation>
  </message>
  <message>
   <source>before a newer Loci changed the file</source>
   <translation>bevor ein neueres Loci die Datei änderte</translation>
  </message>
  <message>
   <source>block</source>
   <translation>Block</translation>
  </message>
  <message>
   <source>blocks</source>
   <translation>Blöcke</translation>
  </message>
  <message>
   <source>came with Loci</source>
   <translation>kam mit Loci</translation>
  </message>
  <message>
   <source>changed</source>
   <translation>geändert</translation>
  </message>
  <message>
   <source>changes of the memory</source>
   <translation>Änderungen des Gedächtnisses</translation>
  </message>
  <message>
   <source>code</source>
   <translation>Code</translation>
  </message>
  <message>
   <source>conversations</source>
   <translation>Gespräche</translation>
  </message>
  <message>
   <source>core memory</source>
   <translation>Kerngedächtnis</translation>
  </message>
  <message>
   <source>corrected</source>
   <translation>berichtigt</translation>
  </message>
  <message>
   <source>corrected in {label}</source>
   <translation>in {label} berichtigt</translation>
  </message>
  <message>
   <source>correcting in {label}</source>
   <translation>berichtigt in {label}</translation>
  </message>
  <message>
   <source>cost</source>
   <translation>Aufwand</translation>
  </message>
  <message>
   <source>days</source>
   <translation>Tage</translation>
  </message>
  <message>
   <source>documents</source>
   <translation>Dokumente</translation>
  </message>
  <message>
   <source>does not open it any more</source>
   <translation>öffnet es nicht mehr</translation>
  </message>
  <message>
   <source>edited {label}</source>
   <translation>{label} bearbeitet</translation>
  </message>
  <message>
   <source>editing {label}</source>
   <translation>bearbeitet {label}</translation>
  </message>
  <message>
   <source>expired</source>
   <translation>abgelaufen</translation>
  </message>
  <message>
   <source>f16</source>
   <translation>f16</translation>
  </message>
  <message>
   <source>facts</source>
   <translation>Tatsachen</translation>
  </message>
  <message>
   <source>failed</source>
   <translation>fehlgeschlagen</translation>
  </message>
  <message>
   <source>fair</source>
   <translation>mittel</translation>
  </message>
  <message>
   <source>for ever</source>
   <translation>für immer</translation>
  </message>
  <message>
   <source>forgot in {label}</source>
   <translation>in {label} vergessen</translation>
  </message>
  <message>
   <source>found out when it is loaded or tested</source>
   <translation>zeigt sich beim Laden oder Testen</translation>
  </message>
  <message>
   <source>good</source>
   <translation>gut</translation>
  </message>
  <message>
   <source>hours</source>
   <translation>Stunden</translation>
  </message>
  <message>
   <source>in the context</source>
   <translation>im Kontext</translation>
  </message>
  <message>
   <source>in use</source>
   <translation>in Gebrauch</translation>
  </message>
  <message>
   <source>instructions</source>
   <translation>Anweisungen</translation>
  </message>
  <message>
   <source>known to this language model, not in its prompt</source>
   <translation>diesem Sprachmodell bekannt, nicht im Prompt</translation>
  </message>
  <message>
   <source>left out</source>
   <translation>weggelassen</translation>
  </message>
  <message>
   <source>left the context, kept in recall memory</source>
   <translation>hat den Kontext verlassen, unter „Gesagtes“ bewahrt</translation>
  </message>
  <message>
   <source>loaded in {seconds} s with a context of {tokens} tokens</source>
   <translation>in {seconds} s geladen, mit einem Kontext von {tokens} Token</translation>
  </message>
  <message>
   <source>loading …</source>
   <translation>wird geladen …</translation>
  </message>
  <message>
   <source>made by hand</source>
   <translation>von Hand angelegt</translation>
  </message>
  <message>
   <source>made by itself</source>
   <translation>von selbst angelegt</translation>
  </message>
  <message>
   <source>may stay empty</source>
   <translation>darf leer bleiben</translation>
  </message>
  <message>
   <source>merged</source>
   <translation>zusammengelegt</translation>
  </message>
  <message>
   <source>messages</source>
   <translation>Nachrichten</translation>
  </message>
  <message>
   <source>minutes</source>
   <translation>Minuten</translation>
  </message>
  <message>
   <source>moved</source>
   <translation>verschoben</translation>
  </message>
  <message>
   <source>needs about {needed}, {free} of {total} are free</source>
   <translation>braucht etwa {needed}, {free} von {total} sind frei</translation>
  </message>
  <message>
   <source>new</source>
   <translation>neu</translation>
  </message>
  <message>
   <source>not loaded; the next message loads it</source>
   <translation>nicht geladen; die nächste Nachricht lädt es</translation>
  </message>
  <message>
   <source>not said in the file</source>
   <translation>in der Datei nicht genannt</translation>
  </message>
  <message>
   <source>nothing said yet</source>
   <translation>noch nichts gesagt</translation>
  </message>
  <message>
   <source>nothing, for nothing named it</source>
   <translation>nichts, denn nichts nannte es</translation>
  </message>
  <message>
   <source>one on each line, such as: diabetes</source>
   <translation>eines je Zeile, zum Beispiel: Diabetes</translation>
  </message>
  <message>
   <source>opens it now</source>
   <translation>öffnet es jetzt</translation>
  </message>
  <message>
   <source>others</source>
   <translation>andere</translation>
  </message>
  <message>
   <source>o’clock</source>
   <translation>Uhr</translation>
  </message>
  <message>
   <source>page {number}</source>
   <translation>Seite {number}</translation>
  </message>
  <message>
   <source>passage</source>
   <translation>Abschnitt</translation>
  </message>
  <message>
   <source>passages</source>
   <translation>Passagen</translation>
  </message>
  <message>
   <source>paused</source>
   <translation>angehalten</translation>
  </message>
  <message>
   <source>perhaps more were lost</source>
   <translation>vielleicht gingen weitere verloren</translation>
  </message>
  <message>
   <source>put together</source>
   <translation>zusammengestellt</translation>
  </message>
  <message>
   <source>q4_0</source>
   <translation>q4_0</translation>
  </message>
  <message>
   <source>q8_0</source>
   <translation>q8_0</translation>
  </message>
  <message>
   <source>question</source>
   <translation>Frage</translation>
  </message>
  <message>
   <source>read</source>
   <translation>gelesen</translation>
  </message>
  <message>
   <source>refused</source>
   <translation>abgelehnt</translation>
  </message>
  <message>
   <source>remembered in {label}</source>
   <translation>in {label} gemerkt</translation>
  </message>
  <message>
   <source>remembering in {label}</source>
   <translation>merkt sich in {label}</translation>
  </message>
  <message>
   <source>removed</source>
   <translation>entfernt</translation>
  </message>
  <message>
   <source>result</source>
   <translation>Ergebnis</translation>
  </message>
  <message>
   <source>rewriting {label}</source>
   <translation>schreibt {label} um</translation>
  </message>
  <message>
   <source>rewrote {label}</source>
   <translation>{label} umgeschrieben</translation>
  </message>
  <message>
   <source>searched archival memory</source>
   <translation>im Archiv gesucht</translation>
  </message>
  <message>
   <source>searched the conversation</source>
   <translation>im Gespräch gesucht</translation>
  </message>
  <message>
   <source>searching archival memory</source>
   <translation>sucht im Archiv</translation>
  </message>
  <message>
   <source>searching the conversation</source>
   <translation>sucht im Gespräch</translation>
  </message>
  <message>
   <source>settings of the file</source>
   <translation>Einstellungen der Datei</translation>
  </message>
  <message>
   <source>step {number}</source>
   <translation>Schritt {number}</translation>
  </message>
  <message>
   <source>steps of answers</source>
   <translation>Schritte von Antworten</translation>
  </message>
  <message>
   <source>stored in archival memory</source>
   <translation>im Archiv abgelegt</translation>
  </message>
  <message>
   <source>storing</source>
   <translation>wird abgelegt</translation>
  </message>
  <message>
   <source>storing in archival memory</source>
   <translation>legt im Archiv ab</translation>
  </message>
  <message>
   <source>strong</source>
   <translation>stark</translation>
  </message>
  <message>
   <source>summaries</source>
   <translation>Zusammenfassungen</translation>
  </message>
  <message>
   <source>summarised older messages</source>
   <translation>ältere Nachrichten zusammengefasst</translation>
  </message>
  <message>
   <source>summarising</source>
   <translation>fasst zusammen</translation>
  </message>
  <message>
   <source>summary</source>
   <translation>Zusammenfassung</translation>
  </message>
  <message>
   <source>tags of passages</source>
   <translation>Schlagwörter von Passagen</translation>
  </message>
  <message>
   <source>taken back</source>
   <translation>zurückgenommen</translation>
  </message>
  <message>
   <source>that was written because of it</source>
   <translation>was deswegen geschrieben wurde</translation>
  </message>
  <message>
   <source>the beginning</source>
   <translation>dem Anfang</translation>
  </message>
  <message>
   <source>the instructions</source>
   <translation>den Anweisungen</translation>
  </message>
  <message>
   <source>the newest</source>
   <translation>die neuesten</translation>
  </message>
  <message>
   <source>the oldest</source>
   <translation>die ältesten</translation>
  </message>
  <message>
   <source>the passage</source>
   <translation>dem Abschnitt</translation>
  </message>
  <message>
   <source>the screen saver</source>
   <translation>der Bildschirmschoner</translation>
  </message>
  <message>
   <source>the summary</source>
   <translation>der Zusammenfassung</translation>
  </message>
  <message>
   <source>the window of Loci alone</source>
   <translation>allein das Fenster von Loci</translation>
  </message>
  <message>
   <source>thinking</source>
   <translation>denkt nach</translation>
  </message>
  <message>
   <source>tidies the memory</source>
   <translation>räumt das Gedächtnis auf</translation>
  </message>
  <message>
   <source>tight</source>
   <translation>knapp</translation>
  </message>
  <message>
   <source>tokens</source>
   <translation>Token</translation>
  </message>
  <message>
   <source>too large</source>
   <translation>zu groß</translation>
  </message>
  <message>
   <source>tools</source>
   <translation>Werkzeuge</translation>
  </message>
  <message>
   <source>turns</source>
   <translation>Runden</translation>
  </message>
  <message>
   <source>used {tool}</source>
   <translation>{tool} benutzt</translation>
  </message>
  <message>
   <source>using {tool}</source>
   <translation>benutzt {tool}</translation>
  </message>
  <message>
   <source>version {number} of {count}</source>
   <translation>Fassung {number} von {count}</translation>
  </message>
  <message>
   <source>very weak</source>
   <translation>sehr schwach</translation>
  </message>
  <message>
   <source>waiting</source>
   <translation>wartet</translation>
  </message>
  <message>
   <source>waits for your yes</source>
   <translation>wartet auf Ihr Ja</translation>
  </message>
  <message>
   <source>weak</source>
   <translation>schwach</translation>
  </message>
  <message>
   <source>what changes rest on</source>
   <translation>worauf Änderungen beruhen</translation>
  </message>
  <message>
   <source>what could be read of a damaged file</source>
   <translation>was von einer beschädigten Datei gelesen werden konnte</translation>
  </message>
  <message>
   <source>what was there before a backup took its place</source>
   <translation>was da war, bevor eine Sicherung an seine Stelle trat</translation>
  </message>
  <message>
   <source>with an earlier key</source>
   <translation>mit einem früheren Schlüssel</translation>
  </message>
  <message>
   <source>with commas between them</source>
   <translation>mit Kommas dazwischen</translation>
  </message>
  <message>
   <source>writes {written} tokens a second, reads {read}, measured here</source>
   <translation>schreibt {written} Token in der Sekunde, liest {read}, hier gemessen</translation>
  </message>
  <message>
   <source>writing</source>
   <translation>schreibt</translation>
  </message>
  <message>
   <source>you</source>
   <translation>Ihnen</translation>
  </message>
  <message>
   <source>{agent}: Message {message} has {count} characters; it is shown cut in the context.</source>
   <translation>{agent}: Die Nachricht {message} hat {count} Zeichen; im Kontext steht sie gekürzt.</translation>
  </message>
  <message>
   <source>{agent}: two blocks are called {label}; the later is {label} {number}.</source>
   <translation>{agent}: Zwei Blöcke heißen {label}; der spätere heißt jetzt {label} {number}.</translation>
  </message>
  <message>
   <source>{agent}: {count} messages are said to be in context and are not in the file.</source>
   <translation>{agent}: {count} Nachrichten sollen im Kontext stehen und fehlen in der Datei.</translation>
  </message>
  <message>
   <source>{agent}: {count} messages have no date that can be read; they have that of the one before.</source>
   <translation>{agent}: {count} Nachrichten haben kein lesbares Datum; sie bekommen das der vorigen.</translation>
  </message>
  <message>
   <source>{agent}: {ids} names {lost}, not in the file.</source>
   <translation>{agent}: {ids} nennt {lost}; das steht nicht in der Datei.</translation>
  </message>
  <message>
   <source>{changes}: that waits for your yes.</source>
   <translation>{changes}: das wartet auf Ihr Ja.</translation>
  </message>
  <message>
   <source>{count} blocks</source>
   <translation>{count} Blöcke</translation>
  </message>
  <message>
   <source>{count} changes</source>
   <translation>{count} Änderungen</translation>
  </message>
  <message>
   <source>{count} characters too long</source>
   <translation>{count} Zeichen zu lang</translation>
  </message>
  <message>
   <source>{count} conversations</source>
   <translation>{count} Gespräche</translation>
  </message>
  <message>
   <source>{count} conversations that were here already</source>
   <translation>{count} Gespräche, die schon hier waren</translation>
  </message>
  <message>
   <source>{count} could not be read</source>
   <translation>{count} nicht lesbar</translation>
  </message>
  <message>
   <source>{count} left out, for what they belong to is lost</source>
   <translation>{count} ausgelassen, weil verloren ist, wozu sie gehören</translation>
  </message>
  <message>
   <source>{count} lost</source>
   <translation>{count} verloren</translation>
  </message>
  <message>
   <source>{count} made anew</source>
   <translation>{count} neu angelegt</translation>
  </message>
  <message>
   <source>{count} messages</source>
   <translation>{count} Nachrichten</translation>
  </message>
  <message>
   <source>{count} ms</source>
   <translation>{count} ms</translation>
  </message>
  <message>
   <source>{count} of its {list} have an id that another has too; the last of each was taken.</source>
   <translation>In „{list}“ haben {count} Einträge eine Kennung, die schon ein anderer hat; jeweils der letzte gilt.</translation>
  </message>
  <message>
   <source>{count} older messages left the context; a summary stands in, and recall memory keeps every word.</source>
   <translation>{count} ältere Nachrichten haben den Kontext verlassen; eine Zusammenfassung steht für sie, und unter „Gesagtes“ bleibt jedes Wort.</translation>
  </message>
  <message>
   <source>{count} passages</source>
   <translation>{count} Passagen</translation>
  </message>
  <message>
   <source>{count} read</source>
   <translation>{count} gelesen</translation>
  </message>
  <message>
   <source>{count} s</source>
   <translation>{count} s</translation>
  </message>
  <message>
   <source>{count} steps</source>
   <translation>{count} Schritte</translation>
  </message>
  <message>
   <source>{count} to read</source>
   <translation>{count} zu lesen</translation>
  </message>
  <message>
   <source>{count} tokens</source>
   <translation>{count} Token</translation>
  </message>
  <message>
   <source>{count} tokens in context, {fresh} read anew</source>
   <translation>{count} Token im Kontext, {fresh} neu gelesen</translation>
  </message>
  <message>
   <source>{count} tools, disabled</source>
   <translation>{count} Werkzeuge, ausgeschaltet</translation>
  </message>
  <message>
   <source>{count} ways that Loci had not made stood in the key file; they open nothing now.</source>
   <translation>{count} Wege, die Loci nicht angelegt hatte, standen in der Schlüsseldatei; sie öffnen jetzt nichts mehr.</translation>
  </message>
  <message>
   <source>{count} written</source>
   <translation>{count} geschrieben</translation>
  </message>
  <message>
   <source>{damaged} of {pages} pages are damaged.</source>
   <translation>{damaged} von {pages} Seiten sind beschädigt.</translation>
  </message>
  <message>
   <source>{done} of {total} conversations</source>
   <translation>{done} von {total} Gesprächen</translation>
  </message>
  <message>
   <source>{done} of {total} texts are embedded anew; until all are, the old vectors serve.</source>
   <translation>{done} von {total} Texten sind neu eingebettet; bis es alle sind, dienen die alten Vektoren.</translation>
  </message>
  <message>
   <source>{good} of {of} tool calls well formed, {asked} called the tool that was asked for</source>
   <translation>{good} von {of} Werkzeugaufrufen wohlgeformt, {asked} riefen das verlangte Werkzeug</translation>
  </message>
  <message>
   <source>{kind}, in part</source>
   <translation>{kind}, zum Teil</translation>
  </message>
  <message>
   <source>{name} answers from the next message on.</source>
   <translation>{name} antwortet ab der nächsten Nachricht.</translation>
  </message>
  <message>
   <source>{name} tidies the memory while you are away; it is loaded only then.</source>
   <translation>{name} räumt das Gedächtnis auf, während Sie weg sind; es wird nur dann geladen.</translation>
  </message>
  <message>
   <source>{name}, welcome.</source>
   <translation>{name}, willkommen.</translation>
  </message>
  <message>
   <source>{name}, {count} characters</source>
   <translation>{name}, {count} Zeichen</translation>
  </message>
  <message>
   <source>{name}: what is chosen</source>
   <translation>{name}: was gewählt ist</translation>
  </message>
  <message>
   <source>{number} added</source>
   <translation>{number} hinzugefügt</translation>
  </message>
  <message>
   <source>{number} corrected</source>
   <translation>{number} berichtigt</translation>
  </message>
  <message>
   <source>{number} expired</source>
   <translation>{number} abgelaufen</translation>
  </message>
  <message>
   <source>{number} merged</source>
   <translation>{number} zusammengelegt</translation>
  </message>
  <message>
   <source>{number} moved</source>
   <translation>{number} verschoben</translation>
  </message>
  <message>
   <source>{number} of {count}</source>
   <translation>{number} von {count}</translation>
  </message>
  <message>
   <source>{number} put together</source>
   <translation>{number} zusammengestellt</translation>
  </message>
  <message>
   <source>{number} questions for you.</source>
   <translation>{number} Fragen an Sie.</translation>
  </message>
  <message>
   <source>{time}, interrupted; it goes on next time</source>
   <translation>{time}, unterbrochen; es geht beim nächsten Mal weiter</translation>
  </message>
  <message>
   <source>{tokens} tokens · {count} characters</source>
   <translation>{tokens} Token · {count} Zeichen</translation>
  </message>
  <message>
   <source>{tool} was refused</source>
   <translation>{tool} wurde abgelehnt</translation>
  </message>
  <message>
   <source>{used} of {limit} characters used</source>
   <translation>{used} von {limit} Zeichen belegt</translation>
  </message>
  <message>
   <source>{used} of {limit} tokens used, {free} free. From {pressure} on (dashed line) the oldest messages are about to leave for recall memory. The last step read {prefilled} tokens anew and reused {reused}.</source>
   <translation>{used} von {limit} Token belegt, {free} frei. Ab {pressure} (gestrichelte Linie) verlassen die ältesten Nachrichten bald den Kontext; unter „Gesagtes“ bleiben sie. Der letzte Schritt las {prefilled} Token neu und verwendete {reused} wieder.</translation>
  </message>
  <message>
   <source>العربية</source>
   <translation>العربية</translation>
  </message>
  <message>
   <source>… because you ticked this</source>
   <translation>… weil Sie dies angekreuzt haben</translation>
  </message>
 </context>
</TS>
