/** Messages of the lint that have no names in them. */
export const rulesGerman: Record<string, string> = {
  'A <Sequence Flow> outgoing from an <Event-based Gateway> must not be conditional':
    'Ein Weg aus einer ereignisbasierten Verzweigung darf keine Bedingung haben',
  'A <Start Event> is not allowed in <Ad Hoc Sub Process>': 'In einem freien Teilprozess ist kein Start möglich',
  'An <End Event> is not allowed in <Ad Hoc Sub Process>': 'In einem freien Teilprozess ist kein Ende möglich',
  'An <Event-based Gateway> must have at least 2 outgoing <Sequence Flows>':
    'Eine ereignisbasierte Verzweigung braucht mindestens zwei Ausgänge',
  'Conditional event is missing a condition': 'Dem Ereignis fehlt die Bedingung',
  'Duplicate incoming sequence flows': 'Zwei Wege führen gleich herein',
  'Duplicate outgoing sequence flows': 'Zwei Wege führen gleich hinaus',
  'Element is missing bpmndi': 'Das Element fehlt im Bild',
  'Element is missing name': 'Die Bezeichnung fehlt',
  'Element is outside of parent boundary': 'Das Element liegt ausserhalb seines Teilprozesses',
  'Element is unused': 'Dieses Element wird nicht verwendet',
  'Element overlaps with other element': 'Das Element überdeckt ein anderes',
  'Event has multiple event definitions': 'Das Ereignis hat mehrere Auslöser',
  'Incoming flows do not join': 'Die Wege werden hier nicht zusammengeführt',
  'Link event is missing link name': 'Der Verknüpfung fehlt der Name',
  'Sequence flow has superfluous label': 'Die Bezeichnung dieses Wegs ist unnötig',
  'SequenceFlow is a duplicate': 'Diesen Weg gibt es zweimal',
  'Start event is missing event definition': 'Dem Start fehlt der Auslöser',
  'Start event must be blank': 'Der Start darf hier keinen Auslöser haben',
  'Termination is superfluous.': 'Dieses Ende für alles ist unnötig.',
  'Embedded forms on start events are deprecated; use a linked form instead':
    'Eingebettete Formulare am Start sind veraltet; verknüpfen Sie ein Formular',
  'Multiple elements of type <bpmn:StartEvent> with no event definition not allowed as children of <bpmn:Process>':
    'Ein Prozess darf nur einen Start ohne Auslöser haben',
};

/** Messages that name elements or fields; the names stay as they are in BPMN. */
const PATTERNS: [RegExp, string][] = [
  [
    /^Element of type <([^>]+)> must have (?:one )?(?:property|extension element of type) (.+)$/,
    'Dem Element <$1> fehlt die Angabe $2',
  ],
  [/^Property <([^>]+)> is not a valid FEEL expression$/, 'Die Angabe <$1> ist kein gültiger FEEL-Ausdruck'],
  [/^Property <([^>]+)> must have expression value$/, 'Die Angabe <$1> muss ein Ausdruck sein'],
  [/^Property <([^>]+)> must have value of <([^>]+)>$/, 'Die Angabe <$1> muss <$2> sein'],
  [/^Property <([^>]+)>.*only (?:allowed|supported).*$/, 'Die Angabe <$1> ist hier nicht möglich'],
  [/^Property <([^>]+)>.*not (?:allowed|supported).*$/, 'Die Angabe <$1> ist hier nicht möglich'],
  [
    /^Properties of type <([^>]+)> have propert(?:y|ies).*duplicate values?.*$/,
    'Angaben der Art <$1> kommen doppelt vor',
  ],
  [
    /^Property of type <([^>]+)> has property <name> with duplicate value of <([^>]+)>$/,
    'Der Name «$2» kommt doppelt vor',
  ],
  [/^FEEL function <([^>]+)> requires .*$/, 'Die FEEL-Funktion <$1> gibt es hier nicht'],
  [/^Loop detected: (.*)$/, 'Der Ablauf dreht sich ohne Halt im Kreis: $1'],
  [/^A <([^>]+)> must be expanded$/, 'Das Element <$1> muss aufgeklappt sein'],
  [
    /^(?:An? )?<([^>]+)> .*(?:not (?:allowed|supported)|only (?:allowed|supported)).*$/,
    'Das Element <$1> ist hier nicht möglich',
  ],
  [
    /^Element of type <([^>]+)>.*(?:not (?:allowed|supported)|only (?:allowed|supported)).*$/,
    'Das Element <$1> ist hier nicht möglich',
  ],
  [/^(?:Extension e|E)lement of type <([^>]+)>.*$/, 'Das Element <$1> ist so nicht möglich'],
  [/^Element type <([^>]+)> is (?:disallowed|discouraged)$/, 'Das Element <$1> ist nicht erlaubt'],
  [/^Duplicate link catch event with link name <([^>]+)> in scope$/, 'Die Verknüpfung «$1» hat zwei Ziele'],
  [/^Link catch event with link name <([^>]+)> missing in scope$/, 'Der Verknüpfung «$1» fehlt das Ziel'],
  [/^Link .* with link name <([^>]+)>.*$/, 'Die Verknüpfung «$1» ist nicht vollständig'],
];

/** The German sentence for a message with names in it; undefined when none fits. */
export function ruleText(message: string): string | undefined {
  const found = PATTERNS.find(([pattern]) => pattern.test(message));
  return found && message.replace(found[0], found[1]);
}
