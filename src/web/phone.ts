/** `+41 27 999 00 00` and `027 999 00 00` become `tel:+41279990000`. */
export const phoneHref = (phone: string): string => `tel:${phone.replace(/^0(?=[1-9])/, '+41').replace(/[^+\d]/g, '')}`;

/** As people in the country dial it: `027 999 00 00`. */
export const displayPhone = (phone: string): string => phone.replace(/^\+41\s*/, '0');
