/** Tooltips of the properties panel. Those that end with a space or «(» go on in the panel with an example or a link. */
export const hintsGerman: Record<string, string> = {
  'A specific point in time defined as ISO 8601 combined date and time representation.':
    'Ein Zeitpunkt nach ISO 8601, mit Datum und Zeit.',
  'UTC time': 'Zeit in UTC',
  'UTC plus 2 hours zone offset': 'zwei Stunden vor UTC',
  'Documentation: Timer events': 'Anleitung zu Fristen',
  'Timer documentation': 'Anleitung zu Fristen',
  'How to configure a timer': 'Wie man eine Frist einstellt',
  'A cycle defined as ISO 8601 repeating intervals format.': 'Eine Wiederholung nach ISO 8601.',
  'A cycle defined as ISO 8601 repeating intervals format, or a cron expression.':
    'Eine Wiederholung nach ISO 8601, oder ein Cron-Ausdruck.',
  'every 10 seconds, up to 5 times': 'alle 10 Sekunden, höchstens 5-mal',
  'every day, infinitely': 'jeden Tag, ohne Ende',
  'every hour on the hour from 9-5 p.m. UTC Monday-Friday': 'stündlich von 9 bis 17 Uhr UTC, Montag bis Freitag',
  'A time duration defined as ISO 8601 durations format.': 'Eine Dauer nach ISO 8601.',
  '15 seconds': '15 Sekunden',
  '1 hour and 30 minutes': '1 Stunde und 30 Minuten',
  '14 days': '14 Tage',
  'List of process variable names that trigger the condition evaluation.':
    'Namen der Variablen, deren Änderung die Bedingung neu prüft.',
  'Variable events that trigger the condition evaluation.\n\nIf none selected, all variable events will trigger the condition evaluation.':
    'Änderungen, bei denen die Bedingung neu geprüft wird.\n\nIst nichts gewählt, wird sie bei jeder Änderung geprüft.',
  'If turned on, all variables from the parent process instance will be propagated to the child process instance.':
    'Ein: Der aufgerufene Prozess bekommt alle Variablen dieses Prozesses.',
  'Otherwise, only variables defined via input mappings will be propagated.':
    'Aus: Er bekommt nur, was unter «Eingaben» steht.',
  'If turned on, all variables from the child process instance will be propagated to the parent process instance.':
    'Ein: Dieser Prozess übernimmt alle Variablen des aufgerufenen.',
  'Otherwise, only variables defined via output mappings will be propagated.':
    'Aus: Er übernimmt nur, was unter «Ausgaben» steht.',
  'Define who the task is assigned to. One or all of the following attributes can be specified simultaneously. ':
    'Wer die Aufgabe bekommt. Mehrere Angaben zugleich sind möglich. ',
  'Define a boolean condition expression that defines when this flow is taken. ':
    'Ein Ausdruck, der ja oder nein ergibt: Bei ja wird dieser Weg genommen. ',
  'Conditions documentation': 'Anleitung zu Bedingungen',
  'Learn how to define conditions.': 'Wie man Bedingungen schreibt.',
  'Evaluate a business rule, for example a DMN decision. To add a custom implementation, use a job worker. ':
    'Wertet eine Regel aus, zum Beispiel eine Entscheidungstabelle. Für eine eigene Umsetzung wählen Sie einen Auftrag an ein System. ',
  'Business rule task documentation': 'Anleitung zu Entscheidungen',
  'Implement a script task using an inline FEEL expression. To add a custom implementation, use a job worker. ':
    'Rechnet mit einem FEEL-Ausdruck. Für eine eigene Umsetzung wählen Sie einen Auftrag an ein System. ',
  'Script task documentation': 'Anleitung zu Skriptaufgaben',
  'Implement a user task managed by Camunda. To add a custom implementation, use a job worker. ':
    'Eine Aufgabe für Personen. Für eine eigene Umsetzung wählen Sie einen Auftrag an ein System. ',
  'User task documentation': 'Anleitung zu Aufgaben für Personen',
  'Link a form created with the Camunda Forms editor. To associate a custom form, application, or URL to the user task, specify an external reference. ':
    'Verknüpft ein Formular des Pakets. Für ein Formular an einem anderen Ort geben Sie dessen Adresse an. ',
  'User task form documentation': 'Anleitung zu Formularen',
  'Link or embed a form created with the Camunda Forms editor. To associate a custom form, application, or URL to the user task, specify a form key. ':
    'Verknüpft ein Formular des Pakets oder bettet es ein. Für ein Formular an einem anderen Ort geben Sie dessen Schlüssel an. ',
  'Define the decision to evaluate and how to map back the evaluation result. ':
    'Welche Entscheidung ausgewertet wird, und in welche Variable das Ergebnis kommt. ',
  'Send task documentation': 'Anleitung zu Sendeaufgaben',
  'Configure the message that the task waits for. ': 'Die Nachricht, auf die diese Aufgabe wartet. ',
  'Receive task message documentation': 'Anleitung zu Empfangsaufgaben',
  'Configure the message that will start this process instance. ': 'Die Nachricht, die den Prozess startet. ',
  'Message start event documentation': 'Anleitung zum Start durch eine Nachricht',
  'Configure the message that this event waits for. ': 'Die Nachricht, auf die dieses Ereignis wartet. ',
  'Message catch event documentation': 'Anleitung zum Warten auf Nachrichten',
  'Configure the message that will trigger this boundary event. ':
    'Die Nachricht, die dieses Ereignis am Rand auslöst. ',
  'Message boundary event documentation': 'Anleitung zu Nachrichten am Rand',
  'Define the ID of the process to call (e.g. ': 'Die ID des Prozesses, der aufgerufen wird (z. B. ',
  ' or ': ' oder ',
  '). ': '). ',
  'Call activity documentation': 'Anleitung zu aufgerufenen Prozessen',
  'Specify which job workers handle the task work to execute a service (e.g. ':
    'Welcher Auftrag an ein System geht (z. B. ',
  'Service task documentation': 'Anleitung zu Aufträgen an Systeme',
  'Specify which job workers handle the task work to evaluate business rules. ':
    'Welcher Auftrag die Regel auswertet. ',
  'Specify which job workers handle the task work to execute a script. ': 'Welcher Auftrag das Skript ausführt. ',
  'Specify which job workers handle the task work to send a message (e.g. ':
    'Welcher Auftrag die Nachricht sendet (z. B. ',
  'Specify which job workers handle the event work. ': 'Welcher Auftrag das Ereignis ausführt. ',
  'Message throw event documentation': 'Anleitung zu gesendeten Nachrichten',
  'Execute this task for each element of a given collection. ': 'Führt dies für jeden Eintrag einer Liste aus. ',
  'Define an input collection expression that defines the collection to iterate over (e.g. ':
    'Der Ausdruck, der die Liste ergibt (z. B. ',
  'To collect the output define the output collection and the output element expressions. ':
    'Um Ergebnisse zu sammeln, geben Sie die Ergebnisliste und das Ergebnis je Eintrag an. ',
  'Multi instance documentation': 'Anleitung zur Mehrfachausführung',
  'Define an error code (e.g. ': 'Der Code des Fehlers (z. B. ',
  'Error event documentation': 'Anleitung zu Fehlern',
  'Add input mappings to control what is passed to the activity as local variables. ':
    'Eingaben bestimmen, welche lokalen Variablen das Element bekommt. ',
  'Input mappings documentation': 'Anleitung zu Eingaben',
  'Add output mappings to control which variables are merged back into the process scope. ':
    'Ausgaben bestimmen, welche Variablen der Prozess übernimmt. ',
  'Output mappings documentation': 'Anleitung zu Ausgaben',
  'The number of times the engine tries executing this activity if a worker signals a failure. The default is three.':
    'Wie oft ein Auftrag versucht wird, wenn er scheitert. Ohne Angabe dreimal.',
  'Uses the most recent deployed resource.': 'Verwendet die zuletzt bereitgestellte Fassung.',
  'Uses the resource found in the same deployment.':
    'Verwendet die Fassung, die mit diesem Modell bereitgestellt wurde.',
  'Uses the most recent deployed resource with the given version tag.':
    'Verwendet die zuletzt bereitgestellte Fassung mit dieser Versionsbezeichnung.',
  'Version tag by which this process can be referenced.':
    'Bezeichnung, unter der andere diese Fassung des Prozesses finden.',
  'Version tag by which the called process will be referenced.': 'Versionsbezeichnung des aufgerufenen Prozesses.',
  'Version tag by which the called decision will be referenced.': 'Versionsbezeichnung der Entscheidung.',
  'Version tag by which the linked form will be referenced.': 'Versionsbezeichnung des Formulars.',
  'Specifies the priority of a user task. Must be an integer between 0 and 100. If no value is provided, the default value is 50. ':
    'Dringlichkeit der Aufgabe, eine ganze Zahl von 0 bis 100. Ohne Angabe 50. ',
  'User task priority documentation': 'Anleitung zur Dringlichkeit',
  'Define the completion behavior of an ad-hoc subprocess. If no completion condition is set, it will be completed after all active elements have been completed. ':
    'Wann der freie Teilprozess zu Ende ist. Ohne Bedingung endet er, wenn alle aktiven Elemente zu Ende sind. ',
  'Ad-hoc subprocess documentation': 'Anleitung zu freien Teilprozessen',
  'Define a collection of elements which will be activated when the ad-hoc subprocess is reached. ':
    'Welche Elemente beim Eintritt in den freien Teilprozess beginnen. ',
  'Identifier computed from the process context that is used to correlate an incoming message (e.g. ':
    'Der Wert, an dem eine eingehende Nachricht ihren Fall erkennt (z. B. ',
  'Subscription correlation key documentation': 'Anleitung zum Zuordnungsschlüssel',
  'The due date as an EL expression (e.g. ${someDate}) or an ISO date (e.g. 2015-06-26T09:54:00).':
    'Die Frist als Ausdruck oder als Zeitpunkt nach ISO 8601.',
};
