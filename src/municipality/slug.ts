const PLAIN: Record<string, string> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  é: 'e',
  è: 'e',
  à: 'a',
  ç: 'c',
  ê: 'e',
  î: 'i',
  ô: 'o',
  û: 'u',
};

/** The Gemeinde in addresses: «Grächen» becomes `graechen`. */
export const slugOf = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[äöüéèàçêîôû]/g, (letter) => PLAIN[letter] ?? '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
