<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ar" sourcelanguage="en">
 <context>
  <name>Loci</name>
  <message>
   <source>%</source>
   <translation>٪</translation>
  </message>
  <message>
   <source>0: always the likeliest word; empty: the LLM’s own choice.</source>
   <translation>٠: الكلمة الأرجح دائمًا؛ فارغ: ما يختاره النموذج.</translation>
  </message>
  <message>
   <source>1 older message left the context; a summary stands in, and recall memory keeps every word.</source>
   <translation>غادرت رسالة قديمة واحدة السياق؛ يحل محلها ملخص، وتحفظ ذاكرة المحادثات كل كلمة.</translation>
  </message>
  <message>
   <source>1 question for you.</source>
   <translation>سؤال واحد لك.</translation>
  </message>
  <message>
   <source>1 step</source>
   <translation>خطوة واحدة</translation>
  </message>
  <message>
   <source>? {older} or: {newer}</source>
   <translation>؟ {older} أم: {newer}</translation>
  </message>
  <message>
   <source>A GGUF file, larger perhaps, loaded only while the memory is tidied; empty: the one that answers you.</source>
   <translation>ملف GGUF، أكبر ربما، يُحمَّل فقط أثناء ترتيب الذاكرة؛ فارغ: النموذج الذي يجيبك.</translation>
  </message>
  <message>
   <source>A film, a talk or a call is going on.</source>
   <translation>هناك فيلم أو محاضرة أو مكالمة جارية.</translation>
  </message>
  <message>
   <source>A folder with an ONNX model as fastembed reads it; empty: the built-in one. A change embeds everything anew, in the background.</source>
   <translation>مجلد فيه نموذج ONNX يقرؤه fastembed؛ فارغ: النموذج المضمَّن. وعند تغييره يُعاد تضمين كل شيء في الخلفية.</translation>
  </message>
  <message>
   <source>A line of the block {label}, there from the beginning.</source>
   <translation>سطر من الكتلة {label}، موجود منذ البداية.</translation>
  </message>
  <message>
   <source>A line of the block {label}, written {at}.</source>
   <translation>سطر من الكتلة {label}، كُتب في {at}.</translation>
  </message>
  <message>
   <source>A name, a text, or the words of a message. Whatever names it goes: messages, lines of blocks, passages, summaries.</source>
   <translation>اسم أو نص أو كلمات رسالة. يُحذف كل ما يذكره: رسائل وأسطر كتل ومقاطع وملخصات.</translation>
  </message>
  <message>
   <source>A newer line says otherwise.</source>
   <translation>سطر أحدث يقول غير ذلك.</translation>
  </message>
  <message>
   <source>A recovery key…</source>
   <translation>مفتاح استعادة…</translation>
  </message>
  <message>
   <source>A tool {tool} with other code is here already and was kept.</source>
   <translation>توجد هنا بالفعل أداة {tool} بشيفرة مختلفة، وقد أُبقي عليها.</translation>
  </message>
  <message>
   <source>A word by itself is easy to guess.</source>
   <translation>الكلمة الواحدة سهلة التخمين.</translation>
  </message>
  <message>
   <source>A zip with Markdown and JSON Lines.</source>
   <translation>ملف zip فيه Markdown وJSON Lines.</translation>
  </message>
  <message>
   <source>Add a file…</source>
   <translation>إضافة ملف…</translation>
  </message>
  <message>
   <source>Add a folder to read</source>
   <translation>إضافة مجلد للقراءة</translation>
  </message>
  <message>
   <source>Add a folder…</source>
   <translation>إضافة مجلد…</translation>
  </message>
  <message>
   <source>Add another word or two. Uncommon words are better.</source>
   <translation>أضف كلمة أو كلمتين؛ الكلمات غير الشائعة أفضل.</translation>
  </message>
  <message>
   <source>Add files to read</source>
   <translation>إضافة ملفات للقراءة</translation>
  </message>
  <message>
   <source>Add files…</source>
   <translation>إضافة ملفات…</translation>
  </message>
  <message>
   <source>Add the passphrase</source>
   <translation>أضف عبارة المرور</translation>
  </message>
  <message>
   <source>Added: from now on this passphrase opens your memory, too.</source>
   <translation>تمت الإضافة: من الآن تفتح عبارة المرور هذه ذاكرتك أيضًا.</translation>
  </message>
  <message>
   <source>Added: the keyring opens your memory for whoever is logged in.</source>
   <translation>تمت الإضافة: تفتح سلسلة المفاتيح ذاكرتك لمن سجّل الدخول.</translation>
  </message>
  <message>
   <source>After so long without a message its memory is given back, and the next message loads it again; 0: never.</source>
   <translation>بعد هذه المدة دون رسالة تُحرَّر ذاكرته، والرسالة التالية تحمّله من جديد؛ ٠: أبدًا.</translation>
  </message>
  <message>
   <source>After so long without you, it begins.</source>
   <translation>يبدأ بعد غيابك هذه المدة.</translation>
  </message>
  <message>
   <source>All</source>
   <translation>الكل</translation>
  </message>
  <message>
   <source>All changes</source>
   <translation>كل التغييرات</translation>
  </message>
  <message>
   <source>All of this can be changed later. Say something about yourself to begin.</source>
   <translation>يمكن تغيير كل هذا لاحقًا. قل شيئًا عن نفسك لنبدأ.</translation>
  </message>
  <message>
   <source>All-uppercase is almost as easy to guess as all-lowercase.</source>
   <translation>الأحرف الكبيرة وحدها تكاد تكون سهلة التخمين كالصغيرة وحدها.</translation>
  </message>
  <message>
   <source>Always before Loci’s eyes. Read it, change it, take changes back.</source>
   <translation>أمام عيني Loci دائمًا. اقرأها وغيّرها وتراجع عن التغييرات.</translation>
  </message>
  <message>
   <source>Always before the language model’s eyes.</source>
   <translation>أمام عيني النموذج اللغوي دائمًا.</translation>
  </message>
  <message>
   <source>An agent file, which comes back whole, too.</source>
   <translation>ملف وكيل يعود كاملًا أيضًا.</translation>
  </message>
  <message>
   <source>Another answer</source>
   <translation>إجابة أخرى</translation>
  </message>
  <message>
   <source>Another key</source>
   <translation>مفتاح آخر</translation>
  </message>
  <message>
   <source>Another key…</source>
   <translation>مفتاح آخر…</translation>
  </message>
  <message>
   <source>Another line says the same.</source>
   <translation>سطر آخر يقول الشيء نفسه.</translation>
  </message>
  <message>
   <source>Answer</source>
   <translation>الجواب</translation>
  </message>
  <message>
   <source>Answer again</source>
   <translation>أجب مرة أخرى</translation>
  </message>
  <message>
   <source>Answers</source>
   <translation>الإجابات</translation>
  </message>
  <message>
   <source>Appearance</source>
   <translation>المظهر</translation>
  </message>
  <message>
   <source>Architecture</source>
   <translation>البنية</translation>
  </message>
  <message>
   <source>Archival memory</source>
   <translation>الأرشيف</translation>
  </message>
  <message>
   <source>As of</source>
   <translation>كما في</translation>
  </message>
  <message>
   <source>As the system</source>
   <translation>كما في النظام</translation>
  </message>
  <message>
   <source>Ask Loci</source>
   <translation>اسأل Loci</translation>
  </message>
  <message>
   <source>Ask in a small window</source>
   <translation>اسأل في نافذة صغيرة</translation>
  </message>
  <message>
   <source>Ask me before the memory is changed while I am away</source>
   <translation>اسألني قبل تغيير الذاكرة أثناء غيابي</translation>
  </message>
  <message>
   <source>Ask on, or press Esc.</source>
   <translation>تابع السؤال أو اضغط Esc.</translation>
  </message>
  <message>
   <source>Ask something…</source>
   <translation>اسأل شيئًا…</translation>
  </message>
  <message>
   <source>Ask, or tell me something to remember…</source>
   <translation>اسأل، أو أخبرني بشيء أتذكره…</translation>
  </message>
  <message>
   <source>At most</source>
   <translation>على الأكثر</translation>
  </message>
  <message>
   <source>At most every</source>
   <translation>لا أكثر من مرة كل</translation>
  </message>
  <message>
   <source>Avoid dates and years that are associated with you.</source>
   <translation>تجنّب التواريخ والأعوام المرتبطة بك.</translation>
  </message>
  <message>
   <source>Avoid recent years.</source>
   <translation>تجنّب الأعوام القريبة.</translation>
  </message>
  <message>
   <source>Avoid repeated words and characters.</source>
   <translation>تجنّب تكرار الكلمات والأحرف.</translation>
  </message>
  <message>
   <source>Avoid sequences.</source>
   <translation>تجنّب المتتاليات.</translation>
  </message>
  <message>
   <source>Avoid years that are associated with you.</source>
   <translation>تجنّب الأعوام المرتبطة بك.</translation>
  </message>
  <message>
   <source>Away after</source>
   <translation>غائب بعد</translation>
  </message>
  <message>
   <source>Back</source>
   <translation>رجوع</translation>
  </message>
  <message>
   <source>Back to the default: {name}</source>
   <translation>العودة إلى الافتراضي: {name}</translation>
  </message>
  <message>
   <source>Back to the step before</source>
   <translation>العودة إلى الخطوة السابقة</translation>
  </message>
  <message>
   <source>Back up every</source>
   <translation>نسخ احتياطي كل</translation>
  </message>
  <message>
   <source>Backups</source>
   <translation>النسخ الاحتياطية</translation>
  </message>
  <message>
   <source>Backups…</source>
   <translation>النسخ الاحتياطية…</translation>
  </message>
  <message>
   <source>Begin</source>
   <translation>ابدأ</translation>
  </message>
  <message>
   <source>Begin a new line</source>
   <translation>سطر جديد</translation>
  </message>
  <message>
   <source>Begin with: {words}</source>
   <translation>ابدأ بـ: {words}</translation>
  </message>
  <message>
   <source>Block</source>
   <translation>كتلة</translation>
  </message>
  <message>
   <source>Block {label}</source>
   <translation>الكتلة {label}</translation>
  </message>
  <message>
   <source>Block {label} has {count} characters, over its limit of {limit}.</source>
   <translation>الكتلة {label} فيها {count} حرفًا، وحدّها {limit}.</translation>
  </message>
  <message>
   <source>Bring a file in</source>
   <translation>إدخال ملف</translation>
  </message>
  <message>
   <source>Bring a file in…</source>
   <translation>إدخال ملف…</translation>
  </message>
  <message>
   <source>Bring back</source>
   <translation>استعادة</translation>
  </message>
  <message>
   <source>Bring it in</source>
   <translation>أدخله</translation>
  </message>
  <message>
   <source>Bring nothing in</source>
   <translation>لا تُدخل شيئًا</translation>
  </message>
  <message>
   <source>Bring the file in</source>
   <translation>أدخل الملف</translation>
  </message>
  <message>
   <source>Brought in: {what}.</source>
   <translation>تم إدخال: {what}.</translation>
  </message>
  <message>
   <source>By {who} with {tool}.</source>
   <translation>بواسطة {who} باستخدام {tool}.</translation>
  </message>
  <message>
   <source>By {who}.</source>
   <translation>بواسطة {who}.</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>إلغاء</translation>
  </message>
  <message>
   <source>Capitalization doesn't help very much.</source>
   <translation>لا تفيد الأحرف الكبيرة كثيرًا.</translation>
  </message>
  <message>
   <source>Change it</source>
   <translation>غيّرها</translation>
  </message>
  <message>
   <source>Change the chosen way</source>
   <translation>تغيير الطريقة المختارة</translation>
  </message>
  <message>
   <source>Changed. Copies of the key file that were made before still know the old one; “Another key…” ends that.</source>
   <translation>تم التغيير. نسخ ملف المفتاح الأقدم ما زالت تعرف القديم؛ «مفتاح آخر…» ينهي ذلك.</translation>
  </message>
  <message>
   <source>Changes of memory</source>
   <translation>تغييرات الذاكرة</translation>
  </message>
  <message>
   <source>Change…</source>
   <translation>تغيير…</translation>
  </message>
  <message>
   <source>Chat</source>
   <translation>محادثة</translation>
  </message>
  <message>
   <source>Choose a GGUF file that is not in the list</source>
   <translation>اختر ملف GGUF غير موجود في القائمة</translation>
  </message>
  <message>
   <source>Choose a file</source>
   <translation>اختر ملفًا</translation>
  </message>
  <message>
   <source>Choose a file for: {name}</source>
   <translation>اختر ملفًا من أجل: {name}</translation>
  </message>
  <message>
   <source>Choose a folder</source>
   <translation>اختر مجلدًا</translation>
  </message>
  <message>
   <source>Choose a folder for: {name}</source>
   <translation>اختر مجلدًا من أجل: {name}</translation>
  </message>
  <message>
   <source>Choose a passphrase</source>
   <translation>اختر عبارة مرور</translation>
  </message>
  <message>
   <source>Choose an LLM</source>
   <translation>اختر نموذجًا لغويًا</translation>
  </message>
  <message>
   <source>Choose an LLM…</source>
   <translation>اختر نموذجًا لغويًا…</translation>
  </message>
  <message>
   <source>Choose where the file goes, and write it</source>
   <translation>اختر مكان الملف واكتبه</translation>
  </message>
  <message>
   <source>Choose where…</source>
   <translation>اختر المكان…</translation>
  </message>
  <message>
   <source>Choose…</source>
   <translation>اختر…</translation>
  </message>
  <message>
   <source>Chosen by Loci</source>
   <translation>يختاره Loci</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>إغلاق</translation>
  </message>
  <message>
   <source>Close the card about what changed while you were away</source>
   <translation>أغلق البطاقة التي تعرض ما تغيّر أثناء غيابك</translation>
  </message>
  <message>
   <source>Closing the window leaves Loci in the tray, ready to be asked.</source>
   <translation>عند إغلاق النافذة يبقى Loci في شريط النظام جاهزًا للسؤال.</translation>
  </message>
  <message>
   <source>Closing your memory …</source>
   <translation>جارٍ إغلاق ذاكرتك…</translation>
  </message>
  <message>
   <source>Coloured by tag</source>
   <translation>التلوين حسب الوسم</translation>
  </message>
  <message>
   <source>Coloured by time</source>
   <translation>التلوين حسب الزمن</translation>
  </message>
  <message>
   <source>Commands</source>
   <translation>الأوامر</translation>
  </message>
  <message>
   <source>Common names and surnames are easy to guess.</source>
   <translation>الأسماء وأسماء العائلات الشائعة سهلة التخمين.</translation>
  </message>
  <message>
   <source>Context</source>
   <translation>السياق</translation>
  </message>
  <message>
   <source>Context length</source>
   <translation>طول السياق</translation>
  </message>
  <message>
   <source>Context {used} / {limit}</source>
   <translation>السياق {used} / {limit}</translation>
  </message>
  <message>
   <source>Context: {used} of {limit} tokens; {parts}</source>
   <translation>السياق: {used} من {limit} رمزًا؛ {parts}</translation>
  </message>
  <message>
   <source>Conversation</source>
   <translation>المحادثة</translation>
  </message>
  <message>
   <source>Conversations</source>
   <translation>المحادثات</translation>
  </message>
  <message>
   <source>Copied.</source>
   <translation>نُسخ.</translation>
  </message>
  <message>
   <source>Copy</source>
   <translation>نسخ</translation>
  </message>
  <message>
   <source>Copy all</source>
   <translation>نسخ الكل</translation>
  </message>
  <message>
   <source>Copy code</source>
   <translation>نسخ الشيفرة</translation>
  </message>
  <message>
   <source>Copy the receipt</source>
   <translation>نسخ الإيصال</translation>
  </message>
  <message>
   <source>Copy the whole message</source>
   <translation>نسخ الرسالة كلها</translation>
  </message>
  <message>
   <source>Copy {language}</source>
   <translation>نسخ {language}</translation>
  </message>
  <message>
   <source>Core memory</source>
   <translation>الذاكرة الأساسية</translation>
  </message>
  <message>
   <source>Core memory: {label}</source>
   <translation>الذاكرة الأساسية: {label}</translation>
  </message>
  <message>
   <source>Ctrl+Enter</source>
   <translation>Ctrl+Enter</translation>
  </message>
  <message>
   <source>Dark</source>
   <translation>داكن</translation>
  </message>
  <message>
   <source>Dates are often easy to guess.</source>
   <translation>كثيرًا ما تكون التواريخ سهلة التخمين.</translation>
  </message>
  <message>
   <source>Decided by {name} in the environment.</source>
   <translation>يحدده {name} في بيئة النظام.</translation>
  </message>
  <message>
   <source>Deutsch</source>
   <translation>Deutsch</translation>
  </message>
  <message>
   <source>Did a change of {place} again.</source>
   <translation>أُعيد تنفيذ تغيير في {place}.</translation>
  </message>
  <message>
   <source>Do again what was taken back</source>
   <translation>كرّر ما تم التراجع عنه</translation>
  </message>
  <message>
   <source>Do it again</source>
   <translation>كرّره</translation>
  </message>
  <message>
   <source>Do not make the chosen change, nor want it again</source>
   <translation>لا تُجرِ التغيير المختار ولا تقترحه ثانيةً</translation>
  </message>
  <message>
   <source>Do not tidy the memory for an hour</source>
   <translation>لا ترتّب الذاكرة لمدة ساعة</translation>
  </message>
  <message>
   <source>Documents</source>
   <translation>المستندات</translation>
  </message>
  <message>
   <source>Done</source>
   <translation>تم</translation>
  </message>
  <message>
   <source>Each of these opens your memory by itself. Nobody can restore one for you; the last that works cannot be removed.</source>
   <translation>كل واحد من هذه يفتح ذاكرتك وحده. لا أحد يستطيع استعادته لك؛ ولا يمكن إزالة آخر واحد يعمل.</translation>
  </message>
  <message>
   <source>Each step of each answer</source>
   <translation>كل خطوة في كل جواب</translation>
  </message>
  <message>
   <source>Edit a passage</source>
   <translation>تعديل مقطع</translation>
  </message>
  <message>
   <source>Edit and send anew</source>
   <translation>تعديل وإرسال من جديد</translation>
  </message>
  <message>
   <source>Edit block {label}</source>
   <translation>تعديل الكتلة {label}</translation>
  </message>
  <message>
   <source>Edit the chosen passage and its tags</source>
   <translation>تعديل المقطع المختار ووسومه</translation>
  </message>
  <message>
   <source>Edit…</source>
   <translation>تعديل…</translation>
  </message>
  <message>
   <source>Embedder</source>
   <translation>نموذج التضمين</translation>
  </message>
  <message>
   <source>Empty.</source>
   <translation>فارغ.</translation>
  </message>
  <message>
   <source>Encrypt it anew</source>
   <translation>أعد التشفير</translation>
  </message>
  <message>
   <source>Encrypt the memory file anew, under another key</source>
   <translation>أعد تشفير ملف الذاكرة بمفتاح آخر</translation>
  </message>
  <message>
   <source>Encrypting the file anew. Until it is done, Loci answers nothing and keeps nothing new …</source>
   <translation>يُعاد تشفير الملف. حتى ينتهي ذلك لا يجيب Loci ولا يحفظ شيئًا جديدًا…</translation>
  </message>
  <message>
   <source>End the search</source>
   <translation>إنهاء البحث</translation>
  </message>
  <message>
   <source>End the search (Esc)</source>
   <translation>إنهاء البحث (Esc)</translation>
  </message>
  <message>
   <source>English</source>
   <translation>English</translation>
  </message>
  <message>
   <source>Enter asks, Esc closes. It stands in your conversation too.</source>
   <translation>مفتاح الإدخال يسأل وEsc يغلق. ويظهر ذلك في محادثتك أيضًا.</translation>
  </message>
  <message>
   <source>Esc</source>
   <translation>Esc</translation>
  </message>
  <message>
   <source>Everything Loci knows, where it came from, and the way to change it or take it back.</source>
   <translation>كل ما يعرفه Loci ومن أين جاء وكيف تغيره أو تتراجع عنه.</translation>
  </message>
  <message>
   <source>Everything you tell Loci is kept on this machine, in one encrypted file.</source>
   <translation>كل ما تقوله لـ Loci يبقى على هذا الجهاز في ملف واحد مشفّر.</translation>
  </message>
  <message>
   <source>Everything you told Loci is in one encrypted file. Your passphrase opens it.</source>
   <translation>كل ما أخبرت Loci به في ملف واحد مشفّر. عبارة المرور تفتحه.</translation>
  </message>
  <message>
   <source>Everything, for reading</source>
   <translation>كل شيء، للقراءة</translation>
  </message>
  <message>
   <source>Everything, for reading, sealed</source>
   <translation>كل شيء، للقراءة، مختومًا</translation>
  </message>
  <message>
   <source>Everything, sealed</source>
   <translation>كل شيء، مختومًا</translation>
  </message>
  <message>
   <source>Fact</source>
   <translation>حقيقة</translation>
  </message>
  <message>
   <source>File</source>
   <translation>الملف</translation>
  </message>
  <message>
   <source>Files and folders, read where they lie.</source>
   <translation>ملفات ومجلدات تُقرأ في مكانها.</translation>
  </message>
  <message>
   <source>Find a command</source>
   <translation>ابحث عن أمر</translation>
  </message>
  <message>
   <source>Find a command…</source>
   <translation>ابحث عن أمر…</translation>
  </message>
  <message>
   <source>Find a setting</source>
   <translation>ابحث عن إعداد</translation>
  </message>
  <message>
   <source>Find in all conversations…</source>
   <translation>ابحث في كل المحادثات…</translation>
  </message>
  <message>
   <source>Find in this conversation</source>
   <translation>البحث في هذه المحادثة</translation>
  </message>
  <message>
   <source>Find in this conversation…</source>
   <translation>ابحث في هذه المحادثة…</translation>
  </message>
  <message>
   <source>Fits in the memory that is free now</source>
   <translation>يتسع له ما هو متاح من الذاكرة الآن</translation>
  </message>
  <message>
   <source>Fits only when other programs are closed</source>
   <translation>يتسع فقط عند إغلاق برامج أخرى</translation>
  </message>
  <message>
   <source>Fold steps</source>
   <translation>طيّ الخطوات</translation>
  </message>
  <message>
   <source>Fold, unfold, follow a note</source>
   <translation>طيّ وبسط واتباع ملاحظة</translation>
  </message>
  <message>
   <source>For another Loci, on any system: it opens with the passphrase, or is merged into a memory there.</source>
   <translation>لـ Loci آخر على أي نظام: يُفتح بعبارة المرور، أو يُدمج في ذاكرة هناك.</translation>
  </message>
  <message>
   <source>Forget for good</source>
   <translation>نسيان نهائي</translation>
  </message>
  <message>
   <source>Forget nothing</source>
   <translation>عدم نسيان شيء</translation>
  </message>
  <message>
   <source>Forget something everywhere</source>
   <translation>نسيان شيء في كل مكان</translation>
  </message>
  <message>
   <source>Forget the chosen message everywhere</source>
   <translation>نسيان الرسالة المختارة في كل مكان</translation>
  </message>
  <message>
   <source>Forget what is shown, for good</source>
   <translation>نسيان المعروض نهائيًا</translation>
  </message>
  <message>
   <source>Forgetting, and looking whether anything is left …</source>
   <translation>جارٍ النسيان والتحقق من عدم بقاء شيء …</translation>
  </message>
  <message>
   <source>Forget…</source>
   <translation>نسيان…</translation>
  </message>
  <message>
   <source>Forgotten on {at}.</source>
   <translation>نُسي في {at}.</translation>
  </message>
  <message>
   <source>Found with {tool}</source>
   <translation>وُجد باستخدام {tool}</translation>
  </message>
  <message>
   <source>From {count} tokens on, older messages are about to leave for recall memory</source>
   <translation>ابتداءً من {count} رمزًا توشك الرسائل الأقدم أن تنتقل إلى ذاكرة المحادثات</translation>
  </message>
  <message>
   <source>GGUF files of Ollama, LM Studio, the Hugging Face cache and Loci’s own folder, used where they lie.</source>
   <translation>ملفات GGUF من Ollama وLM Studio وذاكرة Hugging Face المؤقتة ومجلد Loci نفسه، تُستعمل حيث هي.</translation>
  </message>
  <message>
   <source>GNOME</source>
   <translation>GNOME</translation>
  </message>
  <message>
   <source>GPU layers</source>
   <translation>طبقات على معالج الرسوم</translation>
  </message>
  <message>
   <source>Give the chosen way another secret</source>
   <translation>إعطاء الطريقة المختارة سرًّا آخر</translation>
  </message>
  <message>
   <source>Go on</source>
   <translation>متابعة</translation>
  </message>
  <message>
   <source>Go to {place}</source>
   <translation>إلى {place}</translation>
  </message>
  <message>
   <source>HMAC-SHA256 under {salt}:</source>
   <translation>HMAC-SHA256 بالمفتاح {salt}:</translation>
  </message>
  <message>
   <source>Have the chosen language model tidy the memory while you are away</source>
   <translation>ليرتّب النموذج اللغوي المختار الذاكرة أثناء غيابك</translation>
  </message>
  <message>
   <source>Have the language model that answers you tidy the memory again</source>
   <translation>ليعُد النموذج الذي يجيبك إلى ترتيب الذاكرة</translation>
  </message>
  <message>
   <source>High contrast</source>
   <translation>تباين عالٍ</translation>
  </message>
  <message>
   <source>History of block {label}</source>
   <translation>سجل الكتلة {label}</translation>
  </message>
  <message>
   <source>How far it is</source>
   <translation>إلى أين وصل</translation>
  </message>
  <message>
   <source>How long messages are kept</source>
   <translation>مدة الاحتفاظ بالرسائل</translation>
  </message>
  <message>
   <source>How long passages are kept</source>
   <translation>مدة الاحتفاظ بالمقاطع</translation>
  </message>
  <message>
   <source>How many layers of the LLM go to the GPU; -1: all.</source>
   <translation>عدد طبقات النموذج على معالج الرسوم؛ ‎-1: كلها.</translation>
  </message>
  <message>
   <source>Icon in the tray</source>
   <translation>أيقونة في شريط النظام</translation>
  </message>
  <message>
   <source>In the conversation</source>
   <translation>في المحادثة</translation>
  </message>
  <message>
   <source>In the list of conversations</source>
   <translation>في قائمة المحادثات</translation>
  </message>
  <message>
   <source>Instructions</source>
   <translation>التعليمات</translation>
  </message>
  <message>
   <source>It answers you, and tidies the memory unless you choose another one for that.</source>
   <translation>يجيبك ويرتّب الذاكرة ما لم تختر نموذجًا آخر لذلك.</translation>
  </message>
  <message>
   <source>It can be stopped or cut short at any moment: the file then has its old key, or already the new one, and opens. Backups that were made before keep the key of their time.</source>
   <translation>يمكن إيقافه أو قطعه في أي لحظة: يكون للملف حينها مفتاحه القديم أو الجديد، ويُفتح. النسخ الاحتياطية السابقة تحتفظ بمفتاح وقتها.</translation>
  </message>
  <message>
   <source>It fits beside the one that answers you, and is loaded only while the memory is tidied.</source>
   <translation>تتسع له الذاكرة إلى جانب النموذج الذي يجيبك، ولا يُحمَّل إلا أثناء ترتيب الذاكرة.</translation>
  </message>
  <message>
   <source>It is chosen for that.</source>
   <translation>هو المختار لذلك.</translation>
  </message>
  <message>
   <source>It is needed again.</source>
   <translation>أصبح مطلوبًا من جديد.</translation>
  </message>
  <message>
   <source>It is older than you want passages to be kept.</source>
   <translation>هو أقدم من المدة التي تريد الاحتفاظ بالمقاطع فيها.</translation>
  </message>
  <message>
   <source>It is switched off.</source>
   <translation>هذا موقوف.</translation>
  </message>
  <message>
   <source>It now reads: “{text}”.</source>
   <translation>نصها الآن: «{text}».</translation>
  </message>
  <message>
   <source>It reads your memory and answers. Those found on this machine are used where they are.</source>
   <translation>يقرأ ذاكرتك ويجيب. ما يُعثر عليه في هذا الجهاز يُستخدم في مكانه.</translation>
  </message>
  <message>
   <source>It rests on what was said:</source>
   <translation>يستند إلى ما قيل:</translation>
  </message>
  <message>
   <source>It rests on what you said:</source>
   <translation>يستند إلى ما قلته:</translation>
  </message>
  <message>
   <source>It says “{older}”, and you said “{newer}”: which is right?</source>
   <translation>مكتوب «{older}»، وأنت قلت «{newer}»: أيهما الصحيح؟</translation>
  </message>
  <message>
   <source>It sleeps.</source>
   <translation>يرتّب الذاكرة الآن.</translation>
  </message>
  <message>
   <source>It slept not long ago.</source>
   <translation>رتّب الذاكرة قبل وقت قصير.</translation>
  </message>
  <message>
   <source>It stands in one place.</source>
   <translation>يوجد في موضع واحد.</translation>
  </message>
  <message>
   <source>It stands in {count} places.</source>
   <translation>يوجد في {count} مواضع.</translation>
  </message>
  <message>
   <source>It was interrupted and goes on when you are away.</source>
   <translation>قوطع الترتيب وسيستمر عندما تغيب.</translation>
  </message>
  <message>
   <source>It was needed less than the others.</source>
   <translation>كان أقل لزومًا من غيره.</translation>
  </message>
  <message>
   <source>It will not be encrypted: whoever has the file can read it.</source>
   <translation>لن يكون مشفّرًا: من يملك الملف يمكنه قراءته.</translation>
  </message>
  <message>
   <source>Its agents come in beside those that are here; what is here stays as it is. Either all of it comes in or nothing. Tools that come with it stay off, and nothing of it is run or opened.</source>
   <translation>يدخل وكلاؤه إلى جانب الموجودين هنا؛ وما هنا يبقى كما هو. إما أن يدخل كله أو لا شيء. الأدوات التي تأتي معه تبقى معطّلة، ولا يُشغَّل أو يُفتح شيء منه.</translation>
  </message>
  <message>
   <source>Its label, one word such as work or health. Loci reads it always and writes in it.</source>
   <translation>اسمها، كلمة واحدة مثل عمل أو صحة. يقرؤها Loci دائمًا ويكتب فيها.</translation>
  </message>
  <message>
   <source>Journal</source>
   <translation>السجل</translation>
  </message>
  <message>
   <source>KV cache type</source>
   <translation>نوع ذاكرة KV</translation>
  </message>
  <message>
   <source>Keep messages that left the context</source>
   <translation>مدة حفظ الرسائل التي خرجت من السياق</translation>
  </message>
  <message>
   <source>Keep the old</source>
   <translation>أبقِ القديم</translation>
  </message>
  <message>
   <source>Keep the older line</source>
   <translation>أبقِ السطر الأقدم</translation>
  </message>
  <message>
   <source>Keep what was put away into archival memory</source>
   <translation>مدة حفظ ما وُضع في الأرشيف</translation>
  </message>
  <message>
   <source>LLMs</source>
   <translation>النماذج</translation>
  </message>
  <message>
   <source>Language</source>
   <translation>اللغة</translation>
  </message>
  <message>
   <source>Language model</source>
   <translation>النموذج اللغوي</translation>
  </message>
  <message>
   <source>Language model for it</source>
   <translation>النموذج اللغوي لذلك</translation>
  </message>
  <message>
   <source>Language model: {name}</source>
   <translation>النموذج اللغوي: {name}</translation>
  </message>
  <message>
   <source>Language models</source>
   <translation>النماذج اللغوية</translation>
  </message>
  <message>
   <source>Language models (*.gguf);;All files (*)</source>
   <translation>نماذج لغوية (*.gguf);;كل الملفات (*)</translation>
  </message>
  <message>
   <source>Language models on this machine</source>
   <translation>النماذج اللغوية على هذا الجهاز</translation>
  </message>
  <message>
   <source>Larger</source>
   <translation>أكبر</translation>
  </message>
  <message>
   <source>Layers of the context</source>
   <translation>طبقات السياق</translation>
  </message>
  <message>
   <source>Leave block {label} as it was</source>
   <translation>ترك الكتلة {label} كما كانت</translation>
  </message>
  <message>
   <source>Leave it as it was</source>
   <translation>اتركه كما كان</translation>
  </message>
  <message>
   <source>Leave it out</source>
   <translation>استبعده</translation>
  </message>
  <message>
   <source>Leave the message as it was</source>
   <translation>ترك الرسالة كما كانت</translation>
  </message>
  <message>
   <source>Leave the pasted text out</source>
   <translation>استبعاد النص الملصق</translation>
  </message>
  <message>
   <source>Let go what was taken with the lasso</source>
   <translation>إفلات ما أُخذ بالحبل</translation>
  </message>
  <message>
   <source>Let this desktop’s keyring open the memory</source>
   <translation>دع سلسلة مفاتيح هذا الحاسوب تفتح الذاكرة</translation>
  </message>
  <message>
   <source>Licence</source>
   <translation>الرخصة</translation>
  </message>
  <message>
   <source>Light</source>
   <translation>فاتح</translation>
  </message>
  <message>
   <source>Light, dark, or with the highest contrast; the system’s own choice is followed unless you make one.</source>
   <translation>فاتح أو داكن أو بأعلى تباين؛ يُتبع اختيار النظام ما لم تختر أنت.</translation>
  </message>
  <message>
   <source>Loci</source>
   <translation>Loci</translation>
  </message>
  <message>
   <source>Loci closes the memory, puts this backup in its place and opens that. Nothing is overwritten: what is there now becomes a backup itself, and can be put back the same way.</source>
   <translation>يغلق Loci الذاكرة ويضع هذه النسخة مكانها ثم يفتحها. لا يُستبدل شيء: ما هو موجود الآن يصبح نسخة احتياطية بدوره ويمكن إرجاعه بالطريقة نفسها.</translation>
  </message>
  <message>
   <source>Loci has answered.</source>
   <translation>أجاب Loci.</translation>
  </message>
  <message>
   <source>Loci has not tidied its memory yet. It does when nobody touches this machine for a while, on mains power; what it learned and put in order will stand here, line by line, each to be taken back.</source>
   <translation>لم يرتّب Loci ذاكرته بعد. يفعل ذلك عندما لا يلمس أحد هذا الجهاز مدةً وهو موصول بالكهرباء؛ وسيظهر هنا ما تعلّمه ورتّبه سطرًا سطرًا، ويمكن التراجع عن كل سطر.</translation>
  </message>
  <message>
   <source>Loci is locked</source>
   <translation>Loci مقفل</translation>
  </message>
  <message>
   <source>Loci is still answering. Wait a moment.</source>
   <translation>ما زال Loci يجيب. انتظر لحظة.</translation>
  </message>
  <message>
   <source>Loci keeps everything you tell it in one encrypted file. This desktop has no keyring to hold its key, so choose a passphrase. Nobody can restore it for you: without it the memory cannot be read.</source>
   <translation>يحفظ Loci كل ما تقوله له في ملف واحد مشفّر. لا توجد في هذا النظام سلسلة مفاتيح تحفظ مفتاحه، فاختر عبارة مرور. لا أحد يستطيع استعادتها لك: دونها لا تُقرأ الذاكرة.</translation>
  </message>
  <message>
   <source>Loci reads {name}; ask about it when it is done.</source>
   <translation>يقرأ Loci ‏{name}؛ اسأل عنه عند الانتهاء.</translation>
  </message>
  <message>
   <source>Loci, while answering</source>
   <translation>Loci أثناء الإجابة</translation>
  </message>
  <message>
   <source>Loci, while you were away</source>
   <translation>Loci أثناء غيابك</translation>
  </message>
  <message>
   <source>Lock after so long without you; 0: never. While it is locked, Loci cannot tidy its memory.</source>
   <translation>القفل بعد غيابك هذه المدة؛ ٠: أبدًا. لا يستطيع Loci ترتيب ذاكرته وهو مقفل.</translation>
  </message>
  <message>
   <source>Lock block {label}</source>
   <translation>قفل الكتلة {label}</translation>
  </message>
  <message>
   <source>Lock now</source>
   <translation>اقفل الآن</translation>
  </message>
  <message>
   <source>Lock when idle</source>
   <translation>القفل عند الخمول</translation>
  </message>
  <message>
   <source>Lock: let nobody change it</source>
   <translation>قفل: لا يغيّرها أحد</translation>
  </message>
  <message>
   <source>Locked: nobody can change it. Click to unlock.</source>
   <translation>مقفلة: لا يمكن لأحد تغييرها. انقر لفتحها.</translation>
  </message>
  <message>
   <source>Locked: nobody can change this block until you unlock it in the place Memory</source>
   <translation>مقفلة: لا أحد يستطيع تغيير هذه الكتلة حتى تفتحها في مكان الذاكرة</translation>
  </message>
  <message>
   <source>Look</source>
   <translation>انظر</translation>
  </message>
  <message>
   <source>Look at what changed while you were away</source>
   <translation>انظر ما تغيّر أثناء غيابك</translation>
  </message>
  <message>
   <source>Look through them: forgetting cannot be undone, not from the journal either.</source>
   <translation>راجعها: لا يمكن التراجع عن النسيان، ولا من السجل.</translation>
  </message>
  <message>
   <source>Looked through afterwards: {cells} values in {tables} tables, {bytes} bytes.</source>
   <translation>فُحص بعد ذلك: {cells} قيمة في {tables} جدول، {bytes} بايت.</translation>
  </message>
  <message>
   <source>Looking through the file …</source>
   <translation>تجري مراجعة الملف …</translation>
  </message>
  <message>
   <source>Looking …</source>
   <translation>جارٍ البحث …</translation>
  </message>
  <message>
   <source>MB</source>
   <translation>ميغابايت</translation>
  </message>
  <message>
   <source>Made: {size}.</source>
   <translation>تم الإنشاء: {size}.</translation>
  </message>
  <message>
   <source>Make a backup now</source>
   <translation>أنشئ نسخة احتياطية الآن</translation>
  </message>
  <message>
   <source>Make a new block</source>
   <translation>إنشاء كتلة جديدة</translation>
  </message>
  <message>
   <source>Make a recovery key to be written down</source>
   <translation>أنشئ مفتاح استعادة ليُكتب</translation>
  </message>
  <message>
   <source>Make every change that waits and is not left out</source>
   <translation>أجرِ كل تغيير منتظر لم يُستبعد</translation>
  </message>
  <message>
   <source>Make one now</source>
   <translation>أنشئ واحدة الآن</translation>
  </message>
  <message>
   <source>Making a backup; you can go on meanwhile …</source>
   <translation>تُنشأ نسخة احتياطية؛ يمكنك المتابعة في هذه الأثناء…</translation>
  </message>
  <message>
   <source>Map</source>
   <translation>الخريطة</translation>
  </message>
  <message>
   <source>Map of archival memory</source>
   <translation>خريطة الأرشيف</translation>
  </message>
  <message>
   <source>Memories, agents, histories (*.loci *.af *.zip *.json);;All files (*)</source>
   <translation>ذاكرات ووكلاء وسجلات (*.loci *.af *.zip *.json);;كل الملفات (*)</translation>
  </message>
  <message>
   <source>Memory</source>
   <translation>الذاكرة</translation>
  </message>
  <message>
   <source>Memory needed</source>
   <translation>الذاكرة اللازمة</translation>
  </message>
  <message>
   <source>Menu</source>
   <translation>القائمة</translation>
  </message>
  <message>
   <source>Menu (F10)</source>
   <translation>القائمة (F10)</translation>
  </message>
  <message>
   <source>Message</source>
   <translation>رسالة</translation>
  </message>
  <message>
   <source>Message to Loci</source>
   <translation>رسالة إلى Loci</translation>
  </message>
  <message>
   <source>Messages</source>
   <translation>الرسائل</translation>
  </message>
  <message>
   <source>Messages found</source>
   <translation>الرسائل التي عُثر عليها</translation>
  </message>
  <message>
   <source>Messages of the prompt</source>
   <translation>رسائل المُدخل</translation>
  </message>
  <message>
   <source>Names and surnames by themselves are easy to guess.</source>
   <translation>الأسماء وأسماء العائلات وحدها سهلة التخمين.</translation>
  </message>
  <message>
   <source>Never</source>
   <translation>أبدًا</translation>
  </message>
  <message>
   <source>Never store anything about</source>
   <translation>لا تحفظ أبدًا شيئًا عن</translation>
  </message>
  <message>
   <source>New block</source>
   <translation>كتلة جديدة</translation>
  </message>
  <message>
   <source>New block…</source>
   <translation>كتلة جديدة…</translation>
  </message>
  <message>
   <source>New conversation</source>
   <translation>محادثة جديدة</translation>
  </message>
  <message>
   <source>New conversation (Ctrl+N)</source>
   <translation>محادثة جديدة (Ctrl+N)</translation>
  </message>
  <message>
   <source>New passphrase</source>
   <translation>عبارة مرور جديدة</translation>
  </message>
  <message>
   <source>New passphrase, once more</source>
   <translation>عبارة المرور الجديدة مرة أخرى</translation>
  </message>
  <message>
   <source>Newest in archival memory</source>
   <translation>الأحدث في الذاكرة الأرشيفية</translation>
  </message>
  <message>
   <source>Next</source>
   <translation>التالي</translation>
  </message>
  <message>
   <source>Next appearance</source>
   <translation>المظهر التالي</translation>
  </message>
  <message>
   <source>No LLM can change these rules. They are held against everything that Loci writes into its memory, while it answers and while it tidies. What you write yourself is yours to decide; what you said stays until you forget it, or as long as you say here.</source>
   <translation>لا يستطيع أي نموذج لغوي تغيير هذه القواعد. يُفحص بها كل ما يكتبه Loci في ذاكرته، حين يجيب وحين يرتّب. ما تكتبه بنفسك شأنك؛ وما قلته يبقى حتى تطلب نسيانه، أو للمدة التي تحددها هنا.</translation>
  </message>
  <message>
   <source>No document answers that. Try other words: meaning counts, not spelling alone.</source>
   <translation>لا يوجد مستند يجيب عن ذلك. جرّب كلمات أخرى: المعنى هو المهم لا الإملاء وحده.</translation>
  </message>
  <message>
   <source>No documents yet. Add a file or a folder: Loci reads it where it lies, and finds what stands in it.</source>
   <translation>لا مستندات بعد. أضف ملفًا أو مجلدًا: يقرؤه Loci حيث هو ويجد ما فيه.</translation>
  </message>
  <message>
   <source>No language model was found.</source>
   <translation>لم يُعثر على نموذج لغوي.</translation>
  </message>
  <message>
   <source>No language model yet</source>
   <translation>لا يوجد نموذج لغوي بعد</translation>
  </message>
  <message>
   <source>No line of core memory speaks of this, and nothing was looked up: the language model said it by itself.</source>
   <translation>لا يذكر ذلك أي سطر من الذاكرة الأساسية ولم يُبحث عن شيء: قاله النموذج اللغوي من نفسه.</translation>
  </message>
  <message>
   <source>No message answers that. Try other words, a name, or a time such as “in March”.</source>
   <translation>لا توجد رسالة تجيب عن ذلك. جرّب كلمات أخرى أو اسمًا أو وقتًا مثل «in March».</translation>
  </message>
  <message>
   <source>No message answers that. Try other words, a name, or a time.</source>
   <translation>لا رسالة تجيب عن ذلك. جرّب كلمات أخرى أو اسمًا أو وقتًا.</translation>
  </message>
  <message>
   <source>No need for symbols, digits, or uppercase letters.</source>
   <translation>لا حاجة إلى رموز أو أرقام أو أحرف كبيرة.</translation>
  </message>
  <message>
   <source>No notice</source>
   <translation>لا توجد ملاحظة</translation>
  </message>
  <message>
   <source>No passage answers that. Try other words: meaning counts, not spelling alone.</source>
   <translation>لا يوجد مقطع يجيب عن ذلك. جرّب كلمات أخرى: المعنى هو المهم لا الإملاء وحده.</translation>
  </message>
  <message>
   <source>No setting answers to that. Try one word of what it does.</source>
   <translation>لا إعداد يطابق ذلك. جرّب كلمة واحدة عما يفعله.</translation>
  </message>
  <message>
   <source>Nobody is there, and nothing speaks against it.</source>
   <translation>لا أحد هنا، ولا شيء يمنع ذلك.</translation>
  </message>
  <message>
   <source>Not found</source>
   <translation>غير موجود</translation>
  </message>
  <message>
   <source>Not now</source>
   <translation>ليس الآن</translation>
  </message>
  <message>
   <source>Not now, you said.</source>
   <translation>قلت: ليس الآن.</translation>
  </message>
  <message>
   <source>Nothing answers to that. Fewer letters find more.</source>
   <translation>لا شيء يطابق ذلك. حروف أقل تجد أكثر.</translation>
  </message>
  <message>
   <source>Nothing had to be changed.</source>
   <translation>لم يلزم تغيير شيء.</translation>
  </message>
  <message>
   <source>Nothing has changed yet. What Loci remembers will stand here, each change with the words it came from.</source>
   <translation>لم يتغير شيء بعد. سيظهر هنا ما يتذكره Loci، كل تغيير مع الكلمات التي جاء منها.</translation>
  </message>
  <message>
   <source>Nothing in it was new.</source>
   <translation>لم يكن فيه جديد.</translation>
  </message>
  <message>
   <source>Nothing is left of it in the memory file.</source>
   <translation>لم يبق منه شيء في ملف الذاكرة.</translation>
  </message>
  <message>
   <source>Nothing is stored here yet. Loci puts away what is too long for core memory, and finds it by its meaning.</source>
   <translation>لا شيء محفوظ هنا بعد. يضع Loci جانبًا ما هو أطول من الذاكرة الأساسية ويجده بمعناه.</translation>
  </message>
  <message>
   <source>Nothing lies here yet. What Loci puts away in archival memory is drawn so that what is alike lies together.</source>
   <translation>لا شيء هنا بعد. ما يضعه Loci في الأرشيف يُرسم بحيث يتجاور المتشابه.</translation>
  </message>
  <message>
   <source>Nothing names it. Other words may.</source>
   <translation>لا شيء يذكره. ربما كلمات أخرى.</translation>
  </message>
  <message>
   <source>Nothing stood here.</source>
   <translation>لم يكن هنا شيء.</translation>
  </message>
  <message>
   <source>Nothing that was stored is missing.</source>
   <translation>لا ينقص شيء مما كان محفوظًا.</translation>
  </message>
  <message>
   <source>Nothing to undo in {label}.</source>
   <translation>لا شيء للتراجع عنه في {label}.</translation>
  </message>
  <message>
   <source>Nothing was asked yet. Say something in the chat.</source>
   <translation>لم يُسأل شيء بعد. قل شيئًا في المحادثة.</translation>
  </message>
  <message>
   <source>Nothing was said yet.</source>
   <translation>لم يُقل شيء بعد.</translation>
  </message>
  <message>
   <source>Nothing yet</source>
   <translation>لا شيء بعد</translation>
  </message>
  <message>
   <source>Nothing yet.</source>
   <translation>لا شيء بعد.</translation>
  </message>
  <message>
   <source>Notifications</source>
   <translation>الإشعارات</translation>
  </message>
  <message>
   <source>On battery too</source>
   <translation>على البطارية أيضًا</translation>
  </message>
  <message>
   <source>Once more</source>
   <translation>مرة أخرى</translation>
  </message>
  <message>
   <source>Open Loci</source>
   <translation>افتح Loci</translation>
  </message>
  <message>
   <source>Open the menu</source>
   <translation>افتح القائمة</translation>
  </message>
  <message>
   <source>Open the whole window</source>
   <translation>افتح النافذة كاملة</translation>
  </message>
  <message>
   <source>Opening your memory …</source>
   <translation>جارٍ فتح ذاكرتك…</translation>
  </message>
  <message>
   <source>Ordinary size</source>
   <translation>الحجم المعتاد</translation>
  </message>
  <message>
   <source>Other words are made and shown. Those that you wrote down open nothing from then on.</source>
   <translation>تُنشأ كلمات أخرى وتُعرض. الكلمات التي دوّنتها لا تفتح شيئًا بعد ذلك.</translation>
  </message>
  <message>
   <source>Outside of Loci's reach:</source>
   <translation>خارج متناول Loci:</translation>
  </message>
  <message>
   <source>Parameters</source>
   <translation>المعاملات</translation>
  </message>
  <message>
   <source>Parts of the memory</source>
   <translation>أجزاء الذاكرة</translation>
  </message>
  <message>
   <source>Passage</source>
   <translation>مقطع</translation>
  </message>
  <message>
   <source>Passages</source>
   <translation>المقاطع</translation>
  </message>
  <message>
   <source>Passages on the map</source>
   <translation>المقاطع على الخريطة</translation>
  </message>
  <message>
   <source>Passphrase</source>
   <translation>عبارة المرور</translation>
  </message>
  <message>
   <source>Passphrase of the backup</source>
   <translation>عبارة مرور النسخة الاحتياطية</translation>
  </message>
  <message>
   <source>Passphrase of the file</source>
   <translation>عبارة مرور الملف</translation>
  </message>
  <message>
   <source>Passphrase, once more</source>
   <translation>عبارة المرور مرة أخرى</translation>
  </message>
  <message>
   <source>Passphrase, or the words of a recovery key</source>
   <translation>عبارة المرور، أو كلمات مفتاح الاسترداد</translation>
  </message>
  <message>
   <source>Pasted text, {count} characters</source>
   <translation>نص ملصق، {count} حرفًا</translation>
  </message>
  <message>
   <source>Pause</source>
   <translation>إيقاف مؤقت</translation>
  </message>
  <message>
   <source>Pause reading the chosen one, or go on</source>
   <translation>إيقاف قراءة المختار أو متابعتها</translation>
  </message>
  <message>
   <source>Perhaps about the same, and would stay. Tick what shall go too</source>
   <translation>ربما عن الشيء نفسه وسيبقى. حدّد ما يُحذف أيضًا</translation>
  </message>
  <message>
   <source>Pin to the top</source>
   <translation>تثبيت في الأعلى</translation>
  </message>
  <message>
   <source>Place: {name}</source>
   <translation>المكان: {name}</translation>
  </message>
  <message>
   <source>Places</source>
   <translation>الأماكن</translation>
  </message>
  <message>
   <source>Precision of the LLM’s cache: f16, q8_0 or q4_0.</source>
   <translation>دقة ذاكرة النموذج المؤقتة: f16 أو q8_0 أو q4_0.</translation>
  </message>
  <message>
   <source>Predictable substitutions like '@' instead of 'a' don't help very much.</source>
   <translation>الاستبدال المتوقع مثل «@» بدل «a» لا يفيد كثيرًا.</translation>
  </message>
  <message>
   <source>Pressure</source>
   <translation>الضغط</translation>
  </message>
  <message>
   <source>Privacy</source>
   <translation>الخصوصية</translation>
  </message>
  <message>
   <source>Processor threads for the LLM.</source>
   <translation>خيوط المعالج للنموذج اللغوي.</translation>
  </message>
  <message>
   <source>Prompt</source>
   <translation>الموجّه</translation>
  </message>
  <message>
   <source>Put away</source>
   <translation>الموضوعة جانبًا</translation>
  </message>
  <message>
   <source>Put it in place</source>
   <translation>ضعه في مكانه</translation>
  </message>
  <message>
   <source>Put it in place, and open it</source>
   <translation>ضعها في مكانها وافتحها</translation>
  </message>
  <message>
   <source>Put it in place…</source>
   <translation>ضعها في مكانها…</translation>
  </message>
  <message>
   <source>Put the chosen backup in place of the memory</source>
   <translation>ضع النسخة المختارة مكان الذاكرة</translation>
  </message>
  <message>
   <source>Put the last backup in place of the damaged file</source>
   <translation>ضع آخر نسخة احتياطية مكان الملف التالف</translation>
  </message>
  <message>
   <source>Put together from what you said.</source>
   <translation>جُمع مما قلته.</translation>
  </message>
  <message>
   <source>Put what was saved in place of the damaged file</source>
   <translation>ضع ما أُنقذ مكان الملف التالف</translation>
  </message>
  <message>
   <source>Putting it in place …</source>
   <translation>يجري وضعه في مكانه …</translation>
  </message>
  <message>
   <source>Putting the backup in place …</source>
   <translation>توضع النسخة الاحتياطية في مكانها…</translation>
  </message>
  <message>
   <source>Quantisation</source>
   <translation>التكميم</translation>
  </message>
  <message>
   <source>Question</source>
   <translation>سؤال</translation>
  </message>
  <message>
   <source>Quiet from</source>
   <translation>هدوء من</translation>
  </message>
  <message>
   <source>Quiet until</source>
   <translation>هدوء حتى</translation>
  </message>
  <message>
   <source>Quit</source>
   <translation>إنهاء</translation>
  </message>
  <message>
   <source>Quote</source>
   <translation>اقتباس</translation>
  </message>
  <message>
   <source>Quote in the chat</source>
   <translation>اقتباس في المحادثة</translation>
  </message>
  <message>
   <source>Quote the chosen message in the chat</source>
   <translation>اقتباس الرسالة المختارة في المحادثة</translation>
  </message>
  <message>
   <source>Reading the file page by page …</source>
   <translation>تجري قراءة الملف صفحة صفحة …</translation>
  </message>
  <message>
   <source>Reading: {done} done, {left} left</source>
   <translation>القراءة: انتهى {done} وبقي {left}</translation>
  </message>
  <message>
   <source>Recall memory</source>
   <translation>ذاكرة المحادثات</translation>
  </message>
  <message>
   <source>Receipt</source>
   <translation>الإيصال</translation>
  </message>
  <message>
   <source>Recent years are easy to guess.</source>
   <translation>الأعوام القريبة سهلة التخمين.</translation>
  </message>
  <message>
   <source>Recovery key</source>
   <translation>مفتاح الاستعادة</translation>
  </message>
  <message>
   <source>Redo what was taken back last</source>
   <translation>أعد آخر ما تم التراجع عنه</translation>
  </message>
  <message>
   <source>Remove</source>
   <translation>إزالة</translation>
  </message>
  <message>
   <source>Remove the chosen passage</source>
   <translation>إزالة المقطع المختار</translation>
  </message>
  <message>
   <source>Remove the chosen way</source>
   <translation>أزل الطريقة المختارة</translation>
  </message>
  <message>
   <source>Remove what was read of the chosen one; the files stay</source>
   <translation>إزالة ما قُرئ من المختار؛ تبقى الملفات</translation>
  </message>
  <message>
   <source>Removed the passage. The journal can bring it back.</source>
   <translation>أُزيل المقطع. يمكن للسجل أن يعيده.</translation>
  </message>
  <message>
   <source>Removed what was read of it. The files themselves are as they were.</source>
   <translation>أُزيل ما قُرئ منه. الملفات نفسها كما كانت.</translation>
  </message>
  <message>
   <source>Removed. Copies of the key file that were made before still know it; “Another key…” ends that.</source>
   <translation>تمت الإزالة. النسخ السابقة من ملف المفاتيح ما زالت تعرفها؛ «مفتاح آخر…» ينهي ذلك.</translation>
  </message>
  <message>
   <source>Removed:</source>
   <translation>أُزيل:</translation>
  </message>
  <message>
   <source>Rename</source>
   <translation>إعادة التسمية</translation>
  </message>
  <message>
   <source>Rename the conversation</source>
   <translation>إعادة تسمية المحادثة</translation>
  </message>
  <message>
   <source>Rename…</source>
   <translation>إعادة التسمية…</translation>
  </message>
  <message>
   <source>Repeats like "aaa" are easy to guess.</source>
   <translation>التكرار مثل «aaa» سهل التخمين.</translation>
  </message>
  <message>
   <source>Repeats like "abcabcabc" are only slightly harder to guess than "abc".</source>
   <translation>التكرار مثل «abcabcabc» لا يزيد صعوبة تخمينه على «abc» إلا قليلًا.</translation>
  </message>
  <message>
   <source>Result of {tool}</source>
   <translation>نتيجة {tool}</translation>
  </message>
  <message>
   <source>Reversed words aren't much harder to guess.</source>
   <translation>الكلمات المعكوسة ليست أصعب تخمينًا بكثير.</translation>
  </message>
  <message>
   <source>Rows read</source>
   <translation>الصفوف المقروءة</translation>
  </message>
  <message>
   <source>Rules for the memory</source>
   <translation>قواعد الذاكرة</translation>
  </message>
  <message>
   <source>Rules for the memory: what is never stored or tidied</source>
   <translation>قواعد الذاكرة: ما لا يُحفظ ولا يُرتّب أبدًا</translation>
  </message>
  <message>
   <source>Rules…</source>
   <translation>القواعد…</translation>
  </message>
  <message>
   <source>STILL LEFT:</source>
   <translation>ما زال باقيًا:</translation>
  </message>
  <message>
   <source>Said last in this conversation</source>
   <translation>آخر ما قيل في هذه المحادثة</translation>
  </message>
  <message>
   <source>Save</source>
   <translation>حفظ</translation>
  </message>
  <message>
   <source>Save block {label}</source>
   <translation>حفظ الكتلة {label}</translation>
  </message>
  <message>
   <source>Save what can be read</source>
   <translation>أنقذ ما يمكن قراءته</translation>
  </message>
  <message>
   <source>Save what can be read of the damaged file</source>
   <translation>أنقذ ما يمكن قراءته من الملف التالف</translation>
  </message>
  <message>
   <source>Saved the passage. The journal can bring back what it said.</source>
   <translation>حُفظ المقطع. يستطيع السجل استعادة ما كان فيه.</translation>
  </message>
  <message>
   <source>Saved {label}.</source>
   <translation>حُفظ {label}.</translation>
  </message>
  <message>
   <source>Saving takes from it what is whole. The last backup is whole, but knows nothing of what came after it.</source>
   <translation>الإنقاذ يأخذ منه ما هو سليم. آخر نسخة احتياطية سليمة، لكنها لا تعرف شيئًا مما جاء بعدها.</translation>
  </message>
  <message>
   <source>Say so when an answer is complete while another program is in front; never what it says.</source>
   <translation>التنبيه عند اكتمال جواب وبرنامج آخر في الأمام؛ دون ذكر ما فيه أبدًا.</translation>
  </message>
  <message>
   <source>Search</source>
   <translation>البحث</translation>
  </message>
  <message>
   <source>Search all</source>
   <translation>البحث في الكل</translation>
  </message>
  <message>
   <source>Search all conversations</source>
   <translation>البحث في كل المحادثات</translation>
  </message>
  <message>
   <source>Search all conversations (Ctrl+Shift+F)</source>
   <translation>البحث في كل المحادثات (Ctrl+Shift+F)</translation>
  </message>
  <message>
   <source>Search archival memory</source>
   <translation>البحث في الأرشيف</translation>
  </message>
  <message>
   <source>Search everything that was ever said</source>
   <translation>البحث في كل ما قيل</translation>
  </message>
  <message>
   <source>Search the documents</source>
   <translation>البحث في المستندات</translation>
  </message>
  <message>
   <source>Search {name}</source>
   <translation>البحث في {name}</translation>
  </message>
  <message>
   <source>Searched for “{words}”</source>
   <translation>بُحث عن «{words}»</translation>
  </message>
  <message>
   <source>Select text</source>
   <translation>تحديد النص</translation>
  </message>
  <message>
   <source>Send</source>
   <translation>إرسال</translation>
  </message>
  <message>
   <source>Send (Enter)</source>
   <translation>إرسال (Enter)</translation>
  </message>
  <message>
   <source>Sequences like "abc" or "6543" are easy to guess.</source>
   <translation>المتتاليات مثل «abc» أو «6543» سهلة التخمين.</translation>
  </message>
  <message>
   <source>Setting</source>
   <translation>إعداد</translation>
  </message>
  <message>
   <source>Settings</source>
   <translation>الإعدادات</translation>
  </message>
  <message>
   <source>Share of the context at which the LLM is warned that messages will leave.</source>
   <translation>نسبة السياق التي يُنبَّه عندها النموذج إلى أن رسائل ستغادر.</translation>
  </message>
  <message>
   <source>Short keyboard patterns are easy to guess.</source>
   <translation>أنماط لوحة المفاتيح القصيرة سهلة التخمين.</translation>
  </message>
  <message>
   <source>Shortcuts</source>
   <translation>الاختصارات</translation>
  </message>
  <message>
   <source>Show</source>
   <translation>عرض</translation>
  </message>
  <message>
   <source>Show Loci in the tray, where the desktop has one.</source>
   <translation>إظهار Loci في شريط النظام حيث يوجد.</translation>
  </message>
  <message>
   <source>Show all</source>
   <translation>عرض الكل</translation>
  </message>
  <message>
   <source>Show all {count} characters</source>
   <translation>إظهار كل الأحرف ({count})</translation>
  </message>
  <message>
   <source>Show block {label}</source>
   <translation>إظهار الكتلة {label}</translation>
  </message>
  <message>
   <source>Show conversations</source>
   <translation>عرض المحادثات</translation>
  </message>
  <message>
   <source>Show conversations that were put away</source>
   <translation>عرض المحادثات الموضوعة جانبًا</translation>
  </message>
  <message>
   <source>Show core memory</source>
   <translation>عرض الذاكرة الأساسية</translation>
  </message>
  <message>
   <source>Show in the chat</source>
   <translation>عرض في المحادثة</translation>
  </message>
  <message>
   <source>Show or hide core memory</source>
   <translation>إظهار الذاكرة الأساسية أو إخفاؤها</translation>
  </message>
  <message>
   <source>Show or hide the conversations</source>
   <translation>إظهار المحادثات أو إخفاؤها</translation>
  </message>
  <message>
   <source>Show steps</source>
   <translation>إظهار الخطوات</translation>
  </message>
  <message>
   <source>Show the chosen message where it was said</source>
   <translation>عرض الرسالة المختارة حيث قيلت</translation>
  </message>
  <message>
   <source>Show the exact prompt behind the last step of this answer</source>
   <translation>اعرض المُدخل الدقيق وراء آخر خطوة من هذه الإجابة</translation>
  </message>
  <message>
   <source>Show the memory as it was right after this change</source>
   <translation>اعرض الذاكرة كما كانت بعد هذا التغيير مباشرة</translation>
  </message>
  <message>
   <source>Show the message where it was said</source>
   <translation>عرض الرسالة حيث قيلت</translation>
  </message>
  <message>
   <source>Show the next version</source>
   <translation>إظهار النسخة التالية</translation>
  </message>
  <message>
   <source>Show the version before</source>
   <translation>إظهار النسخة السابقة</translation>
  </message>
  <message>
   <source>Show what would be forgotten</source>
   <translation>عرض ما سيُنسى</translation>
  </message>
  <message>
   <source>Show what would go</source>
   <translation>عرض ما سيذهب</translation>
  </message>
  <message>
   <source>Size</source>
   <translation>الحجم</translation>
  </message>
  <message>
   <source>Skip</source>
   <translation>تخطٍّ</translation>
  </message>
  <message>
   <source>Skip these steps and begin</source>
   <translation>تخطّ هذه الخطوات وابدأ</translation>
  </message>
  <message>
   <source>Smaller</source>
   <translation>أصغر</translation>
  </message>
  <message>
   <source>Stay in the tray</source>
   <translation>البقاء في شريط النظام</translation>
  </message>
  <message>
   <source>Step limit</source>
   <translation>حد الخطوات</translation>
  </message>
  <message>
   <source>Step {step} of {steps}</source>
   <translation>الخطوة {step} من {steps}</translation>
  </message>
  <message>
   <source>Steps of one turn before a reply is asked for.</source>
   <translation>خطوات الدور الواحد قبل طلب الجواب.</translation>
  </message>
  <message>
   <source>Steps, folded</source>
   <translation>الخطوات، مطوية</translation>
  </message>
  <message>
   <source>Steps, unfolded</source>
   <translation>الخطوات، مفتوحة</translation>
  </message>
  <message>
   <source>Stop</source>
   <translation>إيقاف</translation>
  </message>
  <message>
   <source>Stop (Esc)</source>
   <translation>إيقاف (Esc)</translation>
  </message>
  <message>
   <source>Stop bringing it in</source>
   <translation>أوقف الإدخال</translation>
  </message>
  <message>
   <source>Stop encrypting it anew</source>
   <translation>أوقف إعادة التشفير</translation>
  </message>
  <message>
   <source>Stop making the backup</source>
   <translation>أوقف إنشاء النسخة الاحتياطية</translation>
  </message>
  <message>
   <source>Stop the answer</source>
   <translation>أوقف الإجابة</translation>
  </message>
  <message>
   <source>Stopped after {count} steps, which is the limit for one turn.</source>
   <translation>توقف بعد {count} خطوات، وهو الحد لكل رد.</translation>
  </message>
  <message>
   <source>Stopped.</source>
   <translation>توقّف.</translation>
  </message>
  <message>
   <source>Stopped. No backup was made.</source>
   <translation>تم الإيقاف. لم تُنشأ نسخة احتياطية.</translation>
  </message>
  <message>
   <source>Stopped. The memory has the key that it had, and nothing else was changed.</source>
   <translation>تم الإيقاف. للذاكرة المفتاح الذي كان لها، ولم يتغيّر شيء آخر.</translation>
  </message>
  <message>
   <source>Stopped. What came in so far stays; the same file goes on from there.</source>
   <translation>تم الإيقاف. ما دخل حتى الآن يبقى؛ والملف نفسه يتابع من هناك.</translation>
  </message>
  <message>
   <source>Stopping after the conversation in hand …</source>
   <translation>سيتوقف بعد المحادثة الجارية …</translation>
  </message>
  <message>
   <source>Stopping …</source>
   <translation>جارٍ الإيقاف…</translation>
  </message>
  <message>
   <source>Stored in archival memory: {text}</source>
   <translation>حُفظ في الأرشيف: {text}</translation>
  </message>
  <message>
   <source>Stored {at}</source>
   <translation>حُفظ في {at}</translation>
  </message>
  <message>
   <source>Straight rows of keys are easy to guess.</source>
   <translation>صفوف المفاتيح المتجاورة سهلة التخمين.</translation>
  </message>
  <message>
   <source>Strength</source>
   <translation>القوة</translation>
  </message>
  <message>
   <source>Subjects that are never stored, one on each line</source>
   <translation>موضوعات لا تُحفظ أبدًا، واحد في كل سطر</translation>
  </message>
  <message>
   <source>Summary</source>
   <translation>الملخص</translation>
  </message>
  <message>
   <source>Summary of what had left the context</source>
   <translation>ملخص ما غادر السياق</translation>
  </message>
  <message>
   <source>Table</source>
   <translation>الجدول</translation>
  </message>
  <message>
   <source>Tag</source>
   <translation>وسم</translation>
  </message>
  <message>
   <source>Tags</source>
   <translation>الوسوم</translation>
  </message>
  <message>
   <source>Take all back</source>
   <translation>تراجع عن الكل</translation>
  </message>
  <message>
   <source>Take everything back that was changed while you were away</source>
   <translation>تراجع عن كل ما تغيّر أثناء غيابك</translation>
  </message>
  <message>
   <source>Take it back</source>
   <translation>تراجع عنه</translation>
  </message>
  <message>
   <source>Take it in again</source>
   <translation>أدرجه من جديد</translation>
  </message>
  <message>
   <source>Take the chosen change back</source>
   <translation>التراجع عن التغيير المختار</translation>
  </message>
  <message>
   <source>Take the chosen line back</source>
   <translation>تراجع عن السطر المختار</translation>
  </message>
  <message>
   <source>Take the new</source>
   <translation>خذ الجديد</translation>
  </message>
  <message>
   <source>Take what was said later</source>
   <translation>خذ ما قيل لاحقًا</translation>
  </message>
  <message>
   <source>Talk</source>
   <translation>تحدث</translation>
  </message>
  <message>
   <source>Talk with its first agent from now on</source>
   <translation>تحدّث مع وكيله الأول من الآن فصاعدًا</translation>
  </message>
  <message>
   <source>Talk with the chosen language model</source>
   <translation>التحدث مع النموذج المختار</translation>
  </message>
  <message>
   <source>Talk with this one</source>
   <translation>تحدث مع هذا</translation>
  </message>
  <message>
   <source>Tell me something to remember</source>
   <translation>أخبرني بشيء أتذكره</translation>
  </message>
  <message>
   <source>Tell me something to remember…</source>
   <translation>أخبرني بشيء أتذكره…</translation>
  </message>
  <message>
   <source>Temperature</source>
   <translation>الحرارة</translation>
  </message>
  <message>
   <source>Test</source>
   <translation>الاختبار</translation>
  </message>
  <message>
   <source>Test it</source>
   <translation>اختباره</translation>
  </message>
  <message>
   <source>Test the chosen language model with ten tool calls</source>
   <translation>اختبار النموذج المختار بعشرة استدعاءات</translation>
  </message>
  <message>
   <source>Testing {name}: ten tool calls. A message in the chat ends it.</source>
   <translation>جارٍ اختبار {name}: عشرة استدعاءات أدوات. رسالة في المحادثة تنهيه.</translation>
  </message>
  <message>
   <source>Text of block {label}</source>
   <translation>نص الكتلة {label}</translation>
  </message>
  <message>
   <source>Text of the passage</source>
   <translation>نص المقطع</translation>
  </message>
  <message>
   <source>That could not be sent. Open Loci to see why.</source>
   <translation>تعذر الإرسال. افتح Loci لترى السبب.</translation>
  </message>
  <message>
   <source>The GGUF file to talk with; empty: the built-in one.</source>
   <translation>ملف GGUF الذي تتحدث معه؛ فارغ: المدمج.</translation>
  </message>
  <message>
   <source>The agent in use, for Letta</source>
   <translation>الوكيل المستخدم، لـ Letta</translation>
  </message>
  <message>
   <source>The backup is the memory now. What was there before is a backup, too: {name}.</source>
   <translation>النسخة الاحتياطية هي الذاكرة الآن. وما كان قبلها صار نسخة احتياطية أيضًا: {name}.</translation>
  </message>
  <message>
   <source>The block '{label}' differs, and the one here was kept.
  here:        {here}
  in the file: {there}</source>
   <translation>الكتلة «{label}» مختلفة، وأُبقي على الموجودة هنا.
  هنا: {here}
  في الملف: {there}</translation>
  </message>
  <message>
   <source>The built-in one</source>
   <translation>المدمج</translation>
  </message>
  <message>
   <source>The context is nearly full; Loci saves what matters before older messages leave it.</source>
   <translation>السياق شبه ممتلئ؛ يحفظ Loci المهم قبل أن تغادره الرسائل الأقدم.</translation>
  </message>
  <message>
   <source>The damaged file is not changed by any of this, and stays as a backup when another takes its place.</source>
   <translation>لا يتغيّر الملف التالف بأيّ من هذا، ويبقى نسخة احتياطية حين يحلّ غيره محلّه.</translation>
  </message>
  <message>
   <source>The exact prompt…</source>
   <translation>المُدخل الدقيق…</translation>
  </message>
  <message>
   <source>The file’s beginning is damaged, so that the rest could be read but not be checked.</source>
   <translation>بداية الملف تالفة، فأمكنت قراءة الباقي لكن لم يمكن التحقق منه.</translation>
  </message>
  <message>
   <source>The hit before</source>
   <translation>النتيجة السابقة</translation>
  </message>
  <message>
   <source>The hit before (Enter)</source>
   <translation>النتيجة السابقة (Enter)</translation>
  </message>
  <message>
   <source>The hour from which it may begin again.</source>
   <translation>الساعة التي يجوز البدء منها من جديد.</translation>
  </message>
  <message>
   <source>The hour from which nothing is begun.</source>
   <translation>الساعة التي لا يبدأ بعدها شيء.</translation>
  </message>
  <message>
   <source>The journal keeps what it said before, and can bring it back.</source>
   <translation>يحفظ السجل ما كان فيه ويستطيع استعادته.</translation>
  </message>
  <message>
   <source>The keyring gets another entry. The one that it has opens nothing from then on.</source>
   <translation>تحصل سلسلة المفاتيح على مدخل آخر. المدخل الحالي لا يفتح شيئًا بعد ذلك.</translation>
  </message>
  <message>
   <source>The language model</source>
   <translation>النموذج اللغوي</translation>
  </message>
  <message>
   <source>The language model is being asked …</source>
   <translation>جارٍ سؤال النموذج اللغوي…</translation>
  </message>
  <message>
   <source>The language model that answers you tidies the memory, too.</source>
   <translation>النموذج اللغوي الذي يجيبك يرتّب الذاكرة أيضًا.</translation>
  </message>
  <message>
   <source>The language model that you talk with. Click to choose another.</source>
   <translation>النموذج اللغوي الذي تتحدث معه. انقر لاختيار آخر.</translation>
  </message>
  <message>
   <source>The language model was tested; what it gave is shown beside it.</source>
   <translation>اختُبر النموذج اللغوي؛ النتيجة معروضة بجانبه.</translation>
  </message>
  <message>
   <source>The language of the window. It changes at once.</source>
   <translation>لغة النافذة. تتغيّر فورًا.</translation>
  </message>
  <message>
   <source>The last time, nothing had to be changed.</source>
   <translation>في المرة الأخيرة لم يلزم تغيير شيء.</translation>
  </message>
  <message>
   <source>The machine is busy.</source>
   <translation>الجهاز مشغول.</translation>
  </message>
  <message>
   <source>The machine runs on battery.</source>
   <translation>الجهاز يعمل على البطارية.</translation>
  </message>
  <message>
   <source>The memory as it was</source>
   <translation>الذاكرة كما كانت</translation>
  </message>
  <message>
   <source>The memory file is closed and its key is forgotten.</source>
   <translation>ملف الذاكرة مغلق ومفتاحه منسيّ.</translation>
  </message>
  <message>
   <source>The memory has a new key: {size} encrypted anew, and every way opens it.</source>
   <translation>للذاكرة مفتاح جديد: أُعيد تشفير {size}، وكل طريق يفتحها.</translation>
  </message>
  <message>
   <source>The memory is in order.</source>
   <translation>الذاكرة مرتّبة.</translation>
  </message>
  <message>
   <source>The memory then…</source>
   <translation>الذاكرة حينها…</translation>
  </message>
  <message>
   <source>The moment to look at</source>
   <translation>اللحظة المراد عرضها</translation>
  </message>
  <message>
   <source>The next hit</source>
   <translation>النتيجة التالية</translation>
  </message>
  <message>
   <source>The next hit (Shift+Enter)</source>
   <translation>النتيجة التالية (Shift+Enter)</translation>
  </message>
  <message>
   <source>The prompt behind an answer</source>
   <translation>المُدخل وراء الإجابة</translation>
  </message>
  <message>
   <source>The same zip; the program age opens it with the passphrase.</source>
   <translation>ملف zip نفسه؛ يفتحه برنامج age بعبارة المرور.</translation>
  </message>
  <message>
   <source>The size of everything in the window.</source>
   <translation>حجم كل شيء في النافذة.</translation>
  </message>
  <message>
   <source>The text before the language model’s eyes. Nothing else of your memory is seen until it looks it up.</source>
   <translation>النص الذي أمام النموذج اللغوي. لا يرى غيره من ذاكرتك حتى يبحث عنه.</translation>
  </message>
  <message>
   <source>The time between two tidyings.</source>
   <translation>المدة بين ترتيبين.</translation>
  </message>
  <message>
   <source>The turn ended with an error.</source>
   <translation>انتهى الرد بخطأ.</translation>
  </message>
  <message>
   <source>The two are not the same yet.</source>
   <translation>العبارتان ليستا متطابقتين بعد.</translation>
  </message>
  <message>
   <source>The whole memory file is encrypted anew, under another key. Everything that opens it now goes on opening it; a copy of the key file that somebody may have taken opens it no more.</source>
   <translation>يُعاد تشفير ملف الذاكرة كله بمفتاح آخر. كل ما يفتحه الآن يظل يفتحه؛ أما نسخة من ملف المفاتيح قد يكون أحدهم أخذها فلا تفتحه بعد ذلك.</translation>
  </message>
  <message>
   <source>The whole message</source>
   <translation>الرسالة كاملة</translation>
  </message>
  <message>
   <source>The whole message, {count} characters</source>
   <translation>الرسالة كاملة، {count} حرفًا</translation>
  </message>
  <message>
   <source>There is little free memory.</source>
   <translation>ذاكرة الجهاز المتاحة قليلة.</translation>
  </message>
  <message>
   <source>There is no backup yet.</source>
   <translation>لا توجد نسخة احتياطية بعد.</translation>
  </message>
  <message>
   <source>There is nothing new to tidy.</source>
   <translation>لا جديد يُرتّب.</translation>
  </message>
  <message>
   <source>These are quiet hours.</source>
   <translation>هذه ساعات الهدوء.</translation>
  </message>
  <message>
   <source>Thinking</source>
   <translation>التفكير</translation>
  </message>
  <message>
   <source>Thinking …</source>
   <translation>يفكر…</translation>
  </message>
  <message>
   <source>This backup has an earlier key. Give the passphrase, or the words of the recovery key, that opened it then.</source>
   <translation>لهذه النسخة مفتاح أقدم. أعطِ عبارة المرور أو كلمات مفتاح الاسترداد التي كانت تفتحها حينها.</translation>
  </message>
  <message>
   <source>This desktop’s keyring</source>
   <translation>سلسلة مفاتيح هذا الحاسوب</translation>
  </message>
  <message>
   <source>This desktop’s keyring opens it for whoever is logged in. Once you have added a passphrase (Ways to the key…, in the menu), you are asked for that instead.</source>
   <translation>تفتحها سلسلة المفاتيح لمن سجّل الدخول. إذا أضفت عبارة مرور (طرق الوصول إلى المفتاح…، في القائمة) فستُسأل عنها بدلًا من ذلك.</translation>
  </message>
  <message>
   <source>This is a top-10 common password.</source>
   <translation>هذه من أكثر عشر كلمات مرور شيوعًا.</translation>
  </message>
  <message>
   <source>This is a top-100 common password.</source>
   <translation>هذه من أكثر مئة كلمة مرور شيوعًا.</translation>
  </message>
  <message>
   <source>This is a very common password.</source>
   <translation>هذه كلمة مرور شائعة جدًا.</translation>
  </message>
  <message>
   <source>This is similar to a commonly used password.</source>
   <translation>هذه تشبه كلمة مرور شائعة.</translation>
  </message>
  <message>
   <source>This was taken back later.</source>
   <translation>تُراجع عن هذا لاحقًا.</translation>
  </message>
  <message>
   <source>This would go</source>
   <translation>سيُحذف هذا</translation>
  </message>
  <message>
   <source>Thought</source>
   <translation>فكرة</translation>
  </message>
  <message>
   <source>Threads</source>
   <translation>الخيوط</translation>
  </message>
  <message>
   <source>Tick to forget it too</source>
   <translation>حدّده لنسيانه أيضًا</translation>
  </message>
  <message>
   <source>Tidy now</source>
   <translation>رتّب الآن</translation>
  </message>
  <message>
   <source>Tidy the memory</source>
   <translation>ترتيب الذاكرة</translation>
  </message>
  <message>
   <source>Tidy the memory now</source>
   <translation>رتّب الذاكرة الآن</translation>
  </message>
  <message>
   <source>Tidy the memory while nobody touches this machine.</source>
   <translation>ترتيب الذاكرة حين لا يلمس أحد هذا الجهاز.</translation>
  </message>
  <message>
   <source>Tidy with the other</source>
   <translation>الترتيب بالآخر</translation>
  </message>
  <message>
   <source>Tidy with this one</source>
   <translation>الترتيب بهذا</translation>
  </message>
  <message>
   <source>Tidying leaves {block} alone</source>
   <translation>الترتيب لا يمسّ {block}</translation>
  </message>
  <message>
   <source>Tiny, works at once, English only</source>
   <translation>صغير جدًا، يعمل فورًا، بالإنجليزية فقط</translation>
  </message>
  <message>
   <source>Title; empty: its first words</source>
   <translation>العنوان؛ فارغ: كلماتها الأولى</translation>
  </message>
  <message>
   <source>To the message above or below</source>
   <translation>إلى الرسالة التي فوق أو تحت</translation>
  </message>
  <message>
   <source>To the next step</source>
   <translation>إلى الخطوة التالية</translation>
  </message>
  <message>
   <source>Today</source>
   <translation>اليوم</translation>
  </message>
  <message>
   <source>Tokens an LLM may think before each tool call; 0: none.</source>
   <translation>عدد الرموز التي يجوز للنموذج أن يفكر بها قبل كل استدعاء؛ ٠: لا شيء.</translation>
  </message>
  <message>
   <source>Tokens the LLM keeps before its eyes.</source>
   <translation>عدد الرموز التي يبقيها النموذج أمامه.</translation>
  </message>
  <message>
   <source>Too large for this machine</source>
   <translation>أكبر من طاقة هذا الجهاز</translation>
  </message>
  <message>
   <source>Too little memory is free for it beside the one that answers you, which would tidy the memory instead.</source>
   <translation>الذاكرة الحرة لا تكفيه إلى جانب النموذج الذي يجيبك، فيرتّب ذاك الذاكرة بدلًا منه.</translation>
  </message>
  <message>
   <source>Took a change of {place} back.</source>
   <translation>تُراجع عن تغيير في {place}.</translation>
  </message>
  <message>
   <source>Tool calls</source>
   <translation>استدعاءات الأدوات</translation>
  </message>
  <message>
   <source>Tools</source>
   <translation>الأدوات</translation>
  </message>
  <message>
   <source>Trace</source>
   <translation>الأثر</translation>
  </message>
  <message>
   <source>Try again</source>
   <translation>حاول مرة أخرى</translation>
  </message>
  <message>
   <source>Try to open the memory again</source>
   <translation>حاول فتح الذاكرة مرة أخرى</translation>
  </message>
  <message>
   <source>Turns</source>
   <translation>الأدوار</translation>
  </message>
  <message>
   <source>Type the new passphrase, twice. The one that you have now opens nothing from then on.</source>
   <translation>اكتب عبارة المرور الجديدة مرتين. العبارة الحالية لا تفتح شيئًا بعد ذلك.</translation>
  </message>
  <message>
   <source>Undo</source>
   <translation>تراجع</translation>
  </message>
  <message>
   <source>Undo the last change of block {label}</source>
   <translation>التراجع عن آخر تغيير في الكتلة {label}</translation>
  </message>
  <message>
   <source>Undo the last change of the memory</source>
   <translation>التراجع عن آخر تغيير في الذاكرة</translation>
  </message>
  <message>
   <source>Unload now</source>
   <translation>أفرغه الآن</translation>
  </message>
  <message>
   <source>Unload now, free its memory</source>
   <translation>إفراغه الآن وتحرير ذاكرته</translation>
  </message>
  <message>
   <source>Unload the LLM</source>
   <translation>أفرغ النموذج</translation>
  </message>
  <message>
   <source>Unload the language model and free its memory</source>
   <translation>إفراغ النموذج اللغوي وتحرير ذاكرته</translation>
  </message>
  <message>
   <source>Unload when idle</source>
   <translation>الإفراغ عند الخمول</translation>
  </message>
  <message>
   <source>Unlock</source>
   <translation>فتح القفل</translation>
  </message>
  <message>
   <source>Unlock the memory</source>
   <translation>فتح قفل الذاكرة</translation>
  </message>
  <message>
   <source>Unlock your memory</source>
   <translation>افتح قفل ذاكرتك</translation>
  </message>
  <message>
   <source>Unpin</source>
   <translation>إلغاء التثبيت</translation>
  </message>
  <message>
   <source>Use a few words, avoid common phrases.</source>
   <translation>استخدم بضع كلمات وتجنّب العبارات الشائعة.</translation>
  </message>
  <message>
   <source>Use a longer keyboard pattern with more turns.</source>
   <translation>استخدم نمطًا أطول على لوحة المفاتيح بانعطافات أكثر.</translation>
  </message>
  <message>
   <source>Use the built-in LLM</source>
   <translation>استعمل النموذج المدمج</translation>
  </message>
  <message>
   <source>Use the last backup</source>
   <translation>استخدم آخر نسخة احتياطية</translation>
  </message>
  <message>
   <source>View</source>
   <translation>العرض</translation>
  </message>
  <message>
   <source>Vocabulary</source>
   <translation>المفردات</translation>
  </message>
  <message>
   <source>Ways to the key</source>
   <translation>طرق الوصول إلى المفتاح</translation>
  </message>
  <message>
   <source>Ways to the key…</source>
   <translation>طرق الوصول إلى المفتاح…</translation>
  </message>
  <message>
   <source>Welcome to Loci</source>
   <translation>أهلًا بك في Loci</translation>
  </message>
  <message>
   <source>Welcome.</source>
   <translation>أهلًا.</translation>
  </message>
  <message>
   <source>What Loci knew at that time, rebuilt from the journal. Nothing is changed by looking.</source>
   <translation>ما كان Loci يعرفه في ذلك الوقت، معاد بناؤه من السجل. النظر لا يغيّر شيئًا.</translation>
  </message>
  <message>
   <source>What Loci remembers, and how it came to</source>
   <translation>ما يتذكره Loci وكيف وصل إليه</translation>
  </message>
  <message>
   <source>What automatic backups may take together; the oldest go first.</source>
   <translation>ما يجوز أن تشغله النسخ التلقائية معًا؛ تذهب الأقدم أولًا.</translation>
  </message>
  <message>
   <source>What can be done with this message</source>
   <translation>ما يمكن فعله بهذه الرسالة</translation>
  </message>
  <message>
   <source>What changed while you were away</source>
   <translation>ما تغيّر أثناء غيابك</translation>
  </message>
  <message>
   <source>What could be read</source>
   <translation>ما أمكنت قراءته</translation>
  </message>
  <message>
   <source>What do you want to do?</source>
   <translation>ماذا تريد أن تفعل؟</translation>
  </message>
  <message>
   <source>What is written</source>
   <translation>ما يُكتب</translation>
  </message>
  <message>
   <source>What it rested on is no longer so.</source>
   <translation>ما استند إليه لم يعد قائمًا.</translation>
  </message>
  <message>
   <source>What it rests on has changed.</source>
   <translation>ما يستند إليه تغيّر.</translation>
  </message>
  <message>
   <source>What it would change waits for your yes.</source>
   <translation>ما سيغيّره بانتظار موافقتك.</translation>
  </message>
  <message>
   <source>What matters goes into the core memory on the right, where you can read and change it. Everything stays on this machine, in one encrypted file.</source>
   <translation>المهم يدخل الذاكرة الأساسية المجاورة حيث تستطيع قراءته وتغييره. كل شيء يبقى على هذا الجهاز في ملف واحد مشفّر.</translation>
  </message>
  <message>
   <source>What stood before Loci’s eyes and speaks of the same, and what it looked up for this answer.</source>
   <translation>ما كان أمام عيني Loci ويتحدث عن الأمر نفسه، وما بحث عنه لهذه الإجابة.</translation>
  </message>
  <message>
   <source>What the answer rests on</source>
   <translation>ما تستند إليه الإجابة</translation>
  </message>
  <message>
   <source>What the colours of the map tell</source>
   <translation>ما تدل عليه ألوان الخريطة</translation>
  </message>
  <message>
   <source>What the language model reads now</source>
   <translation>ما يقرؤه النموذج اللغوي الآن</translation>
  </message>
  <message>
   <source>What the language model was asked and did, step by step, in this conversation.</source>
   <translation>ما سُئل عنه النموذج وما فعله في هذه المحادثة، خطوة بخطوة.</translation>
  </message>
  <message>
   <source>What to forget</source>
   <translation>ما يُنسى</translation>
  </message>
  <message>
   <source>What was odd about the file</source>
   <translation>ما كان غريبًا في الملف</translation>
  </message>
  <message>
   <source>What would be forgotten</source>
   <translation>ما سيُنسى</translation>
  </message>
  <message>
   <source>What you and ChatGPT or Claude said comes into recall memory with its dates: it is found by searching, and Loci learns from it while you are away. It stays out of your list of conversations, and the same file again brings only what is new.</source>
   <translation>ما قلته أنت وChatGPT أو Claude يدخل ذاكرة المحادثات مع تواريخه: يجده البحث، ويتعلّم Loci منه أثناء غيابك. لا يظهر في قائمة محادثاتك، والملف نفسه مرة أخرى لا يجلب إلا الجديد.</translation>
  </message>
  <message>
   <source>What you change is in force at once, and kept.</source>
   <translation>ما تغيره يسري فورًا ويُحفظ.</translation>
  </message>
  <message>
   <source>What you may choose</source>
   <translation>ما تستطيع اختياره</translation>
  </message>
  <message>
   <source>What {llm} read before step {number} ({when}), as far as it is known: texts of it were forgotten since.</source>
   <translation>ما قرأه {llm} قبل الخطوة {number} ({when})، بقدر ما هو معروف: نُسيت نصوص منه منذ ذلك الحين.</translation>
  </message>
  <message>
   <source>What {llm} read before step {number} ({when}), word for word.</source>
   <translation>ما قرأه {llm} قبل الخطوة {number} ({when})، حرفيًا.</translation>
  </message>
  <message>
   <source>Whether you are away cannot be known here.</source>
   <translation>لا يمكن هنا معرفة ما إذا كنت غائبًا.</translation>
  </message>
  <message>
   <source>Whether you are away is looked at in a moment.</source>
   <translation>سيُتحقق بعد لحظة مما إذا كنت غائبًا.</translation>
  </message>
  <message>
   <source>Whether you are away is told by {detector}.</source>
   <translation>يُعرف غيابك من {detector}.</translation>
  </message>
  <message>
   <source>Which changes are shown</source>
   <translation>أي التغييرات تُعرض</translation>
  </message>
  <message>
   <source>While Loci is open and something was said or changed; 0: never.</source>
   <translation>ما دام Loci مفتوحًا وقيل شيء أو تغير؛ ٠: أبدًا.</translation>
  </message>
  <message>
   <source>While editing a block</source>
   <translation>أثناء تعديل كتلة</translation>
  </message>
  <message>
   <source>While writing</source>
   <translation>أثناء الكتابة</translation>
  </message>
  <message>
   <source>While you are away</source>
   <translation>أثناء غيابك</translation>
  </message>
  <message>
   <source>While you are away, leave these blocks alone</source>
   <translation>أثناء غيابك، اترك هذه الكتل كما هي</translation>
  </message>
  <message>
   <source>While you were away</source>
   <translation>أثناء غيابك</translation>
  </message>
  <message>
   <source>Whole copies of the memory file, encrypted as it is. Loci makes one by itself from time to time and takes old ones away again; one that you make stays.</source>
   <translation>نسخ كاملة من ملف الذاكرة، مشفّرة مثله. ينشئ Loci واحدة من تلقاء نفسه من وقت لآخر ويزيل القديمة؛ أما التي تنشئها أنت فتبقى.</translation>
  </message>
  <message>
   <source>Why do you say this?</source>
   <translation>لماذا تقول هذا؟</translation>
  </message>
  <message>
   <source>Window</source>
   <translation>النافذة</translation>
  </message>
  <message>
   <source>Without a passphrase, this desktop’s keyring keeps the key; where there is none, Loci asks for one.</source>
   <translation>من دون عبارة مرور يحفظ مفاتيح سطح المكتب المفتاح؛ وحيث لا يوجد ذلك يطلب Loci عبارة.</translation>
  </message>
  <message>
   <source>Without it, nothing is done unless mains power is there.</source>
   <translation>دون هذا لا يُفعل شيء إلا مع الكهرباء.</translation>
  </message>
  <message>
   <source>Words of the recovery key</source>
   <translation>كلمات مفتاح الاستعادة</translation>
  </message>
  <message>
   <source>Write a message</source>
   <translation>اكتب رسالة</translation>
  </message>
  <message>
   <source>Write it again</source>
   <translation>اكتبها مرة أخرى</translation>
  </message>
  <message>
   <source>Write the memory to a file</source>
   <translation>كتابة الذاكرة في ملف</translation>
  </message>
  <message>
   <source>Write the memory to a file…</source>
   <translation>كتابة الذاكرة في ملف…</translation>
  </message>
  <message>
   <source>Write these words down, in this order, and keep them where nobody looks. They open your memory where everything else is lost. They are shown this once, and kept nowhere.</source>
   <translation>اكتب هذه الكلمات بهذا الترتيب واحفظها حيث لا ينظر أحد. إنها تفتح ذاكرتك إذا ضاع كل شيء آخر. تُعرض هذه المرة فقط ولا تُحفظ في أي مكان.</translation>
  </message>
  <message>
   <source>Writing …</source>
   <translation>تجري الكتابة …</translation>
  </message>
  <message>
   <source>Written because of it, and would stay</source>
   <translation>كُتب بسببه وسيبقى</translation>
  </message>
  <message>
   <source>Written to {path}.</source>
   <translation>كُتب في {path}.</translation>
  </message>
  <message>
   <source>Yes to the rest</source>
   <translation>نعم للباقي</translation>
  </message>
  <message>
   <source>Yesterday</source>
   <translation>أمس</translation>
  </message>
  <message>
   <source>You</source>
   <translation>أنت</translation>
  </message>
  <message>
   <source>You and your lock</source>
   <translation>أنت وقفلك</translation>
  </message>
  <message>
   <source>You are back.</source>
   <translation>لقد عدت.</translation>
  </message>
  <message>
   <source>You are editing a message. Sent anew it begins a branch; the old one stays, to go back to.</source>
   <translation>أنت تعدّل رسالة. إرسالها من جديد يبدأ فرعًا؛ وتبقى القديمة للعودة إليها.</translation>
  </message>
  <message>
   <source>You are there.</source>
   <translation>أنت هنا.</translation>
  </message>
  <message>
   <source>You said it.</source>
   <translation>أنت قلته.</translation>
  </message>
  <message>
   <source>You said otherwise later.</source>
   <translation>قلت غير ذلك لاحقًا.</translation>
  </message>
  <message>
   <source>You said {time}:</source>
   <translation>قلت {time}:</translation>
  </message>
  <message>
   <source>You stopped the answer here.</source>
   <translation>أوقفت الإجابة هنا.</translation>
  </message>
  <message>
   <source>Your memory could not be opened</source>
   <translation>تعذّر فتح ذاكرتك</translation>
  </message>
  <message>
   <source>Your memory could not be opened.</source>
   <translation>تعذّر فتح ذاكرتك.</translation>
  </message>
  <message>
   <source>Your memory has no passphrase: the keyring keeps its key, or Loci asks for one now.</source>
   <translation>ذاكرتك بلا عبارة مرور: تحفظ سلسلة المفاتيح مفتاحها، أو يسألك Loci عنها الآن.</translation>
  </message>
  <message>
   <source>Your memory is locked or still being opened. Open Loci to unlock it.</source>
   <translation>ذاكرتك مقفلة أو ما زالت تُفتح. افتح Loci لفتح القفل.</translation>
  </message>
  <message>
   <source>Your memory is locked. Type its passphrase to open it.</source>
   <translation>ذاكرتك مقفلة. اكتب عبارة مرورها لفتحها.</translation>
  </message>
  <message>
   <source>Your memory is open in another Loci; waiting for it to close …</source>
   <translation>ذاكرتك مفتوحة في نسخة أخرى من Loci؛ بانتظار إغلاقها …</translation>
  </message>
  <message>
   <source>Your memory stays locked; nothing was changed.</source>
   <translation>تبقى ذاكرتك مقفلة؛ لم يتغير شيء.</translation>
  </message>
  <message>
   <source>Your name</source>
   <translation>اسمك</translation>
  </message>
  <message>
   <source>Your passphrase locks the memory. Nobody can restore it for you.</source>
   <translation>عبارة مرورك تقفل الذاكرة. لا أحد يستطيع استعادتها لك.</translation>
  </message>
  <message>
   <source>Your text is still here; Save writes it over that.</source>
   <translation>نصك ما زال هنا؛ الحفظ يكتبه فوق ذلك.</translation>
  </message>
  <message>
   <source>Zoom</source>
   <translation>التكبير</translation>
  </message>
  <message>
   <source>about {count} min</source>
   <translation>نحو {count} دقيقة</translation>
  </message>
  <message>
   <source>added</source>
   <translation>أُضيف</translation>
  </message>
  <message>
   <source>agents</source>
   <translation>الوكلاء</translation>
  </message>
  <message>
   <source>an import</source>
   <translation>استيراد</translation>
  </message>
  <message>
   <source>archival memory</source>
   <translation>الأرشيف</translation>
  </message>
  <message>
   <source>archives</source>
   <translation>الأرشيفات</translation>
  </message>
  <message>
   <source>as Loci should call you; may stay empty</source>
   <translation>كما تريد أن يناديك Loci؛ يمكن تركه فارغًا</translation>
  </message>
  <message>
   <source>before a newer Loci changed the file</source>
   <translation>قبل أن يغيّر إصدار أحدث من Loci الملف</translation>
  </message>
  <message>
   <source>block</source>
   <translation>كتلة</translation>
  </message>
  <message>
   <source>blocks</source>
   <translation>الكتل</translation>
  </message>
  <message>
   <source>came with Loci</source>
   <translation>جاء مع Loci</translation>
  </message>
  <message>
   <source>changed</source>
   <translation>تغيّر</translation>
  </message>
  <message>
   <source>changes of the memory</source>
   <translation>تغييرات الذاكرة</translation>
  </message>
  <message>
   <source>code</source>
   <translation>شيفرة</translation>
  </message>
  <message>
   <source>conversations</source>
   <translation>المحادثات</translation>
  </message>
  <message>
   <source>core memory</source>
   <translation>الذاكرة الأساسية</translation>
  </message>
  <message>
   <source>corrected</source>
   <translation>صُحّح</translation>
  </message>
  <message>
   <source>corrected in {label}</source>
   <translation>صُحح في {label}</translation>
  </message>
  <message>
   <source>correcting in {label}</source>
   <translation>يصحح في {label}</translation>
  </message>
  <message>
   <source>cost</source>
   <translation>الكلفة</translation>
  </message>
  <message>
   <source>days</source>
   <translation>يومًا</translation>
  </message>
  <message>
   <source>documents</source>
   <translation>المستندات</translation>
  </message>
  <message>
   <source>does not open it any more</source>
   <translation>لم تعد تفتحها</translation>
  </message>
  <message>
   <source>edited {label}</source>
   <translation>عُدّل {label}</translation>
  </message>
  <message>
   <source>editing {label}</source>
   <translation>يعدّل {label}</translation>
  </message>
  <message>
   <source>expired</source>
   <translation>انتهت مدته</translation>
  </message>
  <message>
   <source>f16</source>
   <translation>f16</translation>
  </message>
  <message>
   <source>facts</source>
   <translation>الحقائق</translation>
  </message>
  <message>
   <source>failed</source>
   <translation>فشل</translation>
  </message>
  <message>
   <source>fair</source>
   <translation>متوسطة</translation>
  </message>
  <message>
   <source>for ever</source>
   <translation>إلى الأبد</translation>
  </message>
  <message>
   <source>forgot in {label}</source>
   <translation>نُسي في {label}</translation>
  </message>
  <message>
   <source>found out when it is loaded or tested</source>
   <translation>يُعرف عند التحميل أو الاختبار</translation>
  </message>
  <message>
   <source>good</source>
   <translation>جيدة</translation>
  </message>
  <message>
   <source>hours</source>
   <translation>ساعات</translation>
  </message>
  <message>
   <source>in the context</source>
   <translation>في السياق</translation>
  </message>
  <message>
   <source>in use</source>
   <translation>قيد الاستخدام</translation>
  </message>
  <message>
   <source>instructions</source>
   <translation>التعليمات</translation>
  </message>
  <message>
   <source>known to this language model, not in its prompt</source>
   <translation>معروفة لهذا النموذج وليست في موجّهه</translation>
  </message>
  <message>
   <source>left out</source>
   <translation>مستبعد</translation>
  </message>
  <message>
   <source>left the context, kept in recall memory</source>
   <translation>غادرت السياق ومحفوظة في ذاكرة المحادثات</translation>
  </message>
  <message>
   <source>loaded in {seconds} s with a context of {tokens} tokens</source>
   <translation>حُمّل في {seconds} ثانية بسياق من {tokens} رمزًا</translation>
  </message>
  <message>
   <source>loading …</source>
   <translation>جارٍ التحميل …</translation>
  </message>
  <message>
   <source>made by hand</source>
   <translation>أُنشئت يدويًا</translation>
  </message>
  <message>
   <source>made by itself</source>
   <translation>أُنشئت تلقائيًا</translation>
  </message>
  <message>
   <source>may stay empty</source>
   <translation>يمكن تركها فارغة</translation>
  </message>
  <message>
   <source>merged</source>
   <translation>دُمج</translation>
  </message>
  <message>
   <source>messages</source>
   <translation>الرسائل</translation>
  </message>
  <message>
   <source>minutes</source>
   <translation>دقائق</translation>
  </message>
  <message>
   <source>moved</source>
   <translation>نُقل</translation>
  </message>
  <message>
   <source>needs about {needed}, {free} of {total} are free</source>
   <translation>يحتاج نحو {needed}، والمتاح {free} من {total}</translation>
  </message>
  <message>
   <source>new</source>
   <translation>جديد</translation>
  </message>
  <message>
   <source>not loaded; the next message loads it</source>
   <translation>غير محمّل؛ الرسالة التالية تحمّله</translation>
  </message>
  <message>
   <source>not said in the file</source>
   <translation>غير مذكورة في الملف</translation>
  </message>
  <message>
   <source>nothing said yet</source>
   <translation>لم يُقل شيء بعد</translation>
  </message>
  <message>
   <source>nothing, for nothing named it</source>
   <translation>لا شيء، فلم يذكره شيء</translation>
  </message>
  <message>
   <source>one on each line, such as: diabetes</source>
   <translation>واحد في كل سطر، مثل: السكري</translation>
  </message>
  <message>
   <source>opens it now</source>
   <translation>تفتحها الآن</translation>
  </message>
  <message>
   <source>others</source>
   <translation>غيرها</translation>
  </message>
  <message>
   <source>o’clock</source>
   <translation>الساعة</translation>
  </message>
  <message>
   <source>page {number}</source>
   <translation>صفحة {number}</translation>
  </message>
  <message>
   <source>passage</source>
   <translation>مقطع</translation>
  </message>
  <message>
   <source>passages</source>
   <translation>المقاطع</translation>
  </message>
  <message>
   <source>paused</source>
   <translation>متوقف مؤقتًا</translation>
  </message>
  <message>
   <source>perhaps more were lost</source>
   <translation>ربما فُقد المزيد</translation>
  </message>
  <message>
   <source>put together</source>
   <translation>جُمع</translation>
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
   <translation>سؤال</translation>
  </message>
  <message>
   <source>read</source>
   <translation>مقروء</translation>
  </message>
  <message>
   <source>refused</source>
   <translation>مرفوض</translation>
  </message>
  <message>
   <source>remembered in {label}</source>
   <translation>حُفظ في {label}</translation>
  </message>
  <message>
   <source>remembering in {label}</source>
   <translation>يحفظ في {label}</translation>
  </message>
  <message>
   <source>removed</source>
   <translation>أُزيل</translation>
  </message>
  <message>
   <source>result</source>
   <translation>النتيجة</translation>
  </message>
  <message>
   <source>rewriting {label}</source>
   <translation>يعيد كتابة {label}</translation>
  </message>
  <message>
   <source>rewrote {label}</source>
   <translation>أُعيدت كتابة {label}</translation>
  </message>
  <message>
   <source>searched archival memory</source>
   <translation>بُحث في الأرشيف</translation>
  </message>
  <message>
   <source>searched the conversation</source>
   <translation>بُحث في المحادثة</translation>
  </message>
  <message>
   <source>searching archival memory</source>
   <translation>يبحث في الأرشيف</translation>
  </message>
  <message>
   <source>searching the conversation</source>
   <translation>يبحث في المحادثة</translation>
  </message>
  <message>
   <source>settings of the file</source>
   <translation>إعدادات الملف</translation>
  </message>
  <message>
   <source>step {number}</source>
   <translation>الخطوة {number}</translation>
  </message>
  <message>
   <source>steps of answers</source>
   <translation>خطوات الإجابات</translation>
  </message>
  <message>
   <source>stored in archival memory</source>
   <translation>حُفظ في الأرشيف</translation>
  </message>
  <message>
   <source>storing</source>
   <translation>جارٍ الحفظ</translation>
  </message>
  <message>
   <source>storing in archival memory</source>
   <translation>يحفظ في الأرشيف</translation>
  </message>
  <message>
   <source>strong</source>
   <translation>قوية</translation>
  </message>
  <message>
   <source>summaries</source>
   <translation>الملخّصات</translation>
  </message>
  <message>
   <source>summarised older messages</source>
   <translation>لُخّصت رسائل أقدم</translation>
  </message>
  <message>
   <source>summarising</source>
   <translation>يلخّص</translation>
  </message>
  <message>
   <source>summary</source>
   <translation>ملخص</translation>
  </message>
  <message>
   <source>tags of passages</source>
   <translation>وسوم المقاطع</translation>
  </message>
  <message>
   <source>taken back</source>
   <translation>تُرجع عنه</translation>
  </message>
  <message>
   <source>that was written because of it</source>
   <translation>ما كُتب بسببه</translation>
  </message>
  <message>
   <source>the beginning</source>
   <translation>البداية</translation>
  </message>
  <message>
   <source>the instructions</source>
   <translation>التعليمات</translation>
  </message>
  <message>
   <source>the newest</source>
   <translation>الأحدث</translation>
  </message>
  <message>
   <source>the oldest</source>
   <translation>الأقدم</translation>
  </message>
  <message>
   <source>the passage</source>
   <translation>المقطع</translation>
  </message>
  <message>
   <source>the screen saver</source>
   <translation>شاشة التوقف</translation>
  </message>
  <message>
   <source>the summary</source>
   <translation>الملخص</translation>
  </message>
  <message>
   <source>the window of Loci alone</source>
   <translation>نافذة Loci وحدها</translation>
  </message>
  <message>
   <source>thinking</source>
   <translation>يفكّر</translation>
  </message>
  <message>
   <source>tidies the memory</source>
   <translation>يرتّب الذاكرة</translation>
  </message>
  <message>
   <source>tight</source>
   <translation>بالكاد</translation>
  </message>
  <message>
   <source>tokens</source>
   <translation>رمزًا</translation>
  </message>
  <message>
   <source>too large</source>
   <translation>كبير جدًا</translation>
  </message>
  <message>
   <source>tools</source>
   <translation>الأدوات</translation>
  </message>
  <message>
   <source>turns</source>
   <translation>الجولات</translation>
  </message>
  <message>
   <source>used {tool}</source>
   <translation>استُخدم {tool}</translation>
  </message>
  <message>
   <source>using {tool}</source>
   <translation>يستخدم {tool}</translation>
  </message>
  <message>
   <source>version {number} of {count}</source>
   <translation>النسخة {number} من {count}</translation>
  </message>
  <message>
   <source>very weak</source>
   <translation>ضعيفة جدًا</translation>
  </message>
  <message>
   <source>waiting</source>
   <translation>ينتظر</translation>
  </message>
  <message>
   <source>waits for your yes</source>
   <translation>بانتظار موافقتك</translation>
  </message>
  <message>
   <source>weak</source>
   <translation>ضعيفة</translation>
  </message>
  <message>
   <source>what changes rest on</source>
   <translation>ما تستند إليه التغييرات</translation>
  </message>
  <message>
   <source>what could be read of a damaged file</source>
   <translation>ما أمكنت قراءته من ملف تالف</translation>
  </message>
  <message>
   <source>what was there before a backup took its place</source>
   <translation>ما كان موجودًا قبل أن تحلّ نسخة احتياطية محلّه</translation>
  </message>
  <message>
   <source>with an earlier key</source>
   <translation>بمفتاح أقدم</translation>
  </message>
  <message>
   <source>with commas between them</source>
   <translation>تفصل بينها فواصل</translation>
  </message>
  <message>
   <source>writes {written} tokens a second, reads {read}, measured here</source>
   <translation>يكتب {written} رمزًا في الثانية ويقرأ {read}، بالقياس هنا</translation>
  </message>
  <message>
   <source>writing</source>
   <translation>يكتب</translation>
  </message>
  <message>
   <source>you</source>
   <translation>أنت</translation>
  </message>
  <message>
   <source>{agent}: Message {message} has {count} characters; it is shown cut in the context.</source>
   <translation>{agent}: الرسالة {message} فيها {count} حرفًا؛ وتظهر في السياق مقصوصة.</translation>
  </message>
  <message>
   <source>{agent}: two blocks are called {label}; the later is {label} {number}.</source>
   <translation>{agent}: كتلتان باسم {label}؛ واسم الثانية الآن {label} {number}.</translation>
  </message>
  <message>
   <source>{agent}: {count} messages are said to be in context and are not in the file.</source>
   <translation>{agent}: {count} من الرسائل يُفترض أنها في السياق وليست في الملف.</translation>
  </message>
  <message>
   <source>{agent}: {count} messages have no date that can be read; they have that of the one before.</source>
   <translation>{agent}: {count} من الرسائل بلا تاريخ مقروء؛ وتأخذ تاريخ ما قبلها.</translation>
  </message>
  <message>
   <source>{agent}: {ids} names {lost}, not in the file.</source>
   <translation>{agent}: يذكر {ids} ما ليس في الملف: {lost}.</translation>
  </message>
  <message>
   <source>{changes}: that waits for your yes.</source>
   <translation>{changes}: هذا بانتظار موافقتك.</translation>
  </message>
  <message>
   <source>{count} blocks</source>
   <translation>{count} من الكتل</translation>
  </message>
  <message>
   <source>{count} changes</source>
   <translation>{count} من التغييرات</translation>
  </message>
  <message>
   <source>{count} characters too long</source>
   <translation>أطول بـ {count} حرفًا</translation>
  </message>
  <message>
   <source>{count} conversations</source>
   <translation>{count} من المحادثات</translation>
  </message>
  <message>
   <source>{count} conversations that were here already</source>
   <translation>{count} من المحادثات كانت هنا من قبل</translation>
  </message>
  <message>
   <source>{count} could not be read</source>
   <translation>{count} تعذرت قراءتها</translation>
  </message>
  <message>
   <source>{count} left out, for what they belong to is lost</source>
   <translation>تُرك {count} لأن ما ينتمي إليه مفقود</translation>
  </message>
  <message>
   <source>{count} lost</source>
   <translation>فُقد {count}</translation>
  </message>
  <message>
   <source>{count} made anew</source>
   <translation>أُنشئ {count} من جديد</translation>
  </message>
  <message>
   <source>{count} messages</source>
   <translation>{count} من الرسائل</translation>
  </message>
  <message>
   <source>{count} ms</source>
   <translation>{count} م.ث</translation>
  </message>
  <message>
   <source>{count} of its {list} have an id that another has too; the last of each was taken.</source>
   <translation>في «{list}» {count} من المدخلات لها معرّف يحمله غيرها؛ وأُخذ الأخير من كلٍّ.</translation>
  </message>
  <message>
   <source>{count} older messages left the context; a summary stands in, and recall memory keeps every word.</source>
   <translation>غادرت {count} رسائل قديمة السياق؛ يحل محلها ملخص، وتحفظ ذاكرة المحادثات كل كلمة.</translation>
  </message>
  <message>
   <source>{count} passages</source>
   <translation>{count} من المقاطع</translation>
  </message>
  <message>
   <source>{count} read</source>
   <translation>قُرئ {count}</translation>
  </message>
  <message>
   <source>{count} s</source>
   <translation>{count} ث</translation>
  </message>
  <message>
   <source>{count} steps</source>
   <translation>{count} خطوات</translation>
  </message>
  <message>
   <source>{count} to read</source>
   <translation>{count} للقراءة</translation>
  </message>
  <message>
   <source>{count} tokens</source>
   <translation>{count} رمزًا</translation>
  </message>
  <message>
   <source>{count} tokens in context, {fresh} read anew</source>
   <translation>{count} رمزًا في السياق، قُرئ منها {fresh} من جديد</translation>
  </message>
  <message>
   <source>{count} tools, disabled</source>
   <translation>{count} من الأدوات، معطّلة</translation>
  </message>
  <message>
   <source>{count} ways that Loci had not made stood in the key file; they open nothing now.</source>
   <translation>كان في ملف المفاتيح {count} من الطرق التي لم ينشئها Loci؛ لم تعد تفتح شيئًا.</translation>
  </message>
  <message>
   <source>{count} written</source>
   <translation>كُتب {count}</translation>
  </message>
  <message>
   <source>{damaged} of {pages} pages are damaged.</source>
   <translation>{damaged} من {pages} صفحة تالفة.</translation>
  </message>
  <message>
   <source>{done} of {total} conversations</source>
   <translation>{done} من {total} محادثة</translation>
  </message>
  <message>
   <source>{done} of {total} texts are embedded anew; until all are, the old vectors serve.</source>
   <translation>أُعيد تضمين {done} من {total} من النصوص؛ وإلى أن تكتمل تُستعمل المتجهات القديمة.</translation>
  </message>
  <message>
   <source>{good} of {of} tool calls well formed, {asked} called the tool that was asked for</source>
   <translation>{good} من {of} استدعاءات أدوات سليمة، و{asked} استدعت الأداة المطلوبة</translation>
  </message>
  <message>
   <source>{kind}, in part</source>
   <translation>{kind}، جزئيًا</translation>
  </message>
  <message>
   <source>{name} answers from the next message on.</source>
   <translation>يجيب {name} ابتداءً من الرسالة التالية.</translation>
  </message>
  <message>
   <source>{name} tidies the memory while you are away; it is loaded only then.</source>
   <translation>يرتّب {name} الذاكرة أثناء غيابك؛ ولا يُحمَّل إلا حينها.</translation>
  </message>
  <message>
   <source>{name}, welcome.</source>
   <translation>أهلًا يا {name}.</translation>
  </message>
  <message>
   <source>{name}, {count} characters</source>
   <translation>{name}، {count} حرفًا</translation>
  </message>
  <message>
   <source>{name}: what is chosen</source>
   <translation>{name}: المختار</translation>
  </message>
  <message>
   <source>{number} added</source>
   <translation>أُضيف {number}</translation>
  </message>
  <message>
   <source>{number} corrected</source>
   <translation>صُحّح {number}</translation>
  </message>
  <message>
   <source>{number} expired</source>
   <translation>انتهت مدة {number}</translation>
  </message>
  <message>
   <source>{number} merged</source>
   <translation>دُمج {number}</translation>
  </message>
  <message>
   <source>{number} moved</source>
   <translation>نُقل {number}</translation>
  </message>
  <message>
   <source>{number} of {count}</source>
   <translation>{number} من {count}</translation>
  </message>
  <message>
   <source>{number} put together</source>
   <translation>جُمع {number}</translation>
  </message>
  <message>
   <source>{number} questions for you.</source>
   <translation>{number} أسئلة لك.</translation>
  </message>
  <message>
   <source>{time}, interrupted; it goes on next time</source>
   <translation>{time}، قوطع؛ وسيستمر في المرة القادمة</translation>
  </message>
  <message>
   <source>{tokens} tokens · {count} characters</source>
   <translation>{tokens} رمزًا · {count} حرفًا</translation>
  </message>
  <message>
   <source>{tool} was refused</source>
   <translation>رُفض {tool}</translation>
  </message>
  <message>
   <source>{used} of {limit} characters used</source>
   <translation>استُخدم {used} من {limit} حرفًا</translation>
  </message>
  <message>
   <source>{used} of {limit} tokens used, {free} free. From {pressure} on (dashed line) the oldest messages are about to leave for recall memory. The last step read {prefilled} tokens anew and reused {reused}.</source>
   <translation>استُخدم {used} من {limit} رمزًا، والمتاح {free}. ابتداءً من {pressure} (الخط المتقطع) توشك أقدم الرسائل أن تنتقل إلى ذاكرة المحادثات. قرأت الخطوة الأخيرة {prefilled} رمزًا من جديد وأعادت استخدام {reused}.</translation>
  </message>
  <message>
   <source>العربية</source>
   <translation>العربية</translation>
  </message>
  <message>
   <source>… because you ticked this</source>
   <translation>… لأنك حددت هذا</translation>
  </message>
 </context>
</TS>
