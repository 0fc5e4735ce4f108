import type { form as german } from '../de/form.js';

/** Words of e-forms, wherever they are shown. */
export const form: typeof german = {
  loading: 'Chargement du formulaire …',
  needsScript: 'Ce formulaire nécessite JavaScript',
  needsScriptText:
    'Activez JavaScript dans votre navigateur et rechargez la page. Ou appelez-nous, ou venez au guichet: nous remplissons le formulaire avec vous.',
  unreadable: 'Vos indications ne sont pas arrivées complètement. Veuillez renvoyer la page.',
  savedAt: (time) => `Enregistré à ${time}`,
  conflictTitle: 'Cette étape a été modifiée dans une autre fenêtre',
  conflictText: 'Vos indications figurent ci-dessous et ne sont pas encore enregistrées. Décidez ce qui doit valoir.',
  keepMine: 'Garder mes indications ici',
  takeOther: 'Reprendre l’état de l’autre fenêtre',
  upload: {
    EMPTY: 'Le fichier est vide. Veuillez en choisir un autre.',
    TOO_LARGE: 'Le fichier dépasse 20 MB. Réduisez-le ou divisez-le.',
    TOO_MANY:
      'Plus de fichiers ne sont pas possibles: au plus 30 fichiers et 80 MB au total. Supprimez-en d’abord un autre.',
    WRONG_TYPE: 'Ce fichier n’est pas un PDF, JPG, PNG ou TIFF. Convertissez-le, par exemple en l’imprimant en PDF.',
    NONE: 'Aucun fichier n’est arrivé. Veuillez en choisir un.',
  },
  widget: {
    choose: 'Veuillez choisir',
    noEntries: 'Aucune entrée pour le moment.',
    addEntry: 'Ajouter une entrée',
    removeEntry: 'Supprimer',
    optional: 'facultatif',
    saving: 'Enregistrement …',
    saveFailed: 'L’enregistrement a échoué. Vos indications sont encore ici; nous réessayons.',
    signedOut:
      'Votre session a expiré. Vos indications sont encore ici: connectez-vous dans une nouvelle fenêtre, puis revenez ici.',
    conflict: 'Cette étape a été modifiée dans une autre fenêtre. L’enregistrement automatique est arrêté ici.',
    addFile: 'Ajouter un fichier',
    addFiles: 'Ajouter des fichiers',
    uploading: 'Téléversement …',
    uploaded: 'Téléversé',
    removed: 'Supprimé',
    uploadFailed: 'Le téléversement a échoué. Vérifiez votre connexion et réessayez.',
    tooLarge: 'Le fichier dépasse 20 MB. Réduisez-le ou divisez-le.',
    yes: 'oui',
    no: 'non',
    nothingToShow: 'Aucune entrée',
    nextPage: 'Page suivante',
    previousPage: 'Page précédente',
    broken: 'Le formulaire n’a pas pu être chargé. Rechargez la page. Ce qui est enregistré est conservé.',
  },
};
