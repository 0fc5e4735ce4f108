import type { field as german } from '../de/field.js';

/** What is wrong with one field of an e-form, and what to do. */
export const field: typeof german = {
  noText: (label) => `Veuillez saisir un texte sous «${label}».`,
  tooLong: (label, most) => `«${label}» ne peut dépasser ${most} caractères. Veuillez raccourcir le texte.`,
  tooShort: (label, least) => `Veuillez saisir au moins ${least} caractères sous «${label}».`,
  wrongForm: (label) => `L’indication sous «${label}» n’a pas la forme demandée. Veuillez la vérifier.`,
  noNumber: (label) => `Veuillez saisir un nombre sous «${label}».`,
  noInteger: (label) => `Veuillez saisir un nombre entier sous «${label}».`,
  tooManyDecimals: (label, most) => `Veuillez saisir au plus ${most} décimales sous «${label}».`,
  tooSmall: (label, least) => `Veuillez saisir au moins ${least} sous «${label}».`,
  tooBig: (label, most) => `Veuillez saisir au plus ${most} sous «${label}».`,
  noTime: (label) => `Veuillez saisir une heure sous «${label}», par exemple 14:30.`,
  noDate: (label) => `Veuillez saisir sous «${label}» une date qui existe, par exemple 24.11.2026.`,
  pastDate: (label) => `La date sous «${label}» est passée. Veuillez saisir une date à partir d’aujourd’hui.`,
  noWorkingDay: (label, day, next) =>
    `Sous «${label}», seul un jour ouvrable est possible. Le ${day} est un samedi, un dimanche ou un jour férié; le prochain jour ouvrable est le ${next}.`,
  noChoice: (label) => `Veuillez choisir une des possibilités proposées sous «${label}».`,
  noChoices: (label) => `Veuillez choisir parmi les possibilités proposées sous «${label}».`,
  unknownChoice: (label) => `Veuillez ne choisir que des possibilités proposées sous «${label}».`,
  noTick: (label) => `Veuillez cocher «${label}» ou laisser le champ vide.`,
  filesAgain: (label) => `Veuillez téléverser à nouveau les fichiers sous «${label}».`,
  fileGone: (label) => `Un fichier sous «${label}» n’est plus disponible. Veuillez le téléverser à nouveau.`,
  oneFile: (label) => `Un seul fichier est possible sous «${label}». Veuillez supprimer les autres.`,
  wrongFile: (label, kinds) =>
    `Seuls ces types de fichiers sont possibles sous «${label}»: ${kinds}. Veuillez téléverser un tel fichier.`,
  listBroken: (label) => `La liste «${label}» n’est pas arrivée complètement. Veuillez recharger la page.`,
  listTooLong: (label, most) => `Au plus ${most} entrées sont possibles sous «${label}». Veuillez en supprimer.`,
  required: {
    checkbox: (label) => `Veuillez confirmer: «${label}».`,
    choice: (label) => `Veuillez faire un choix sous «${label}».`,
    file: (label) => `Veuillez téléverser au moins un fichier sous «${label}».`,
    other: (label) => `Veuillez remplir «${label}».`,
  },
  format: {
    ahv: 'Ce numéro AVS n’est pas correct. Veuillez saisir les 13 chiffres qui figurent sur la carte d’assurance-maladie, par exemple 756.9217.0769.85.',
    iban: 'Cet IBAN n’est pas correct. Veuillez le saisir comme sur votre relevé de compte, par exemple CH93 0076 2011 6238 5295 7.',
    phone: 'Ce numéro de téléphone n’est pas correct. Veuillez le saisir par exemple ainsi: 079 123 45 67.',
    plz: 'Veuillez saisir le code postal à quatre chiffres, par exemple 3982.',
    egid: 'L’EGID compte au plus neuf chiffres. Veuillez vérifier votre indication.',
    egrid: 'L’EGRID commence par CH, suivi de douze chiffres. Veuillez vérifier votre indication.',
    email: 'Veuillez saisir une adresse électronique complète, par exemple nom@exemple.ch.',
  },
};
