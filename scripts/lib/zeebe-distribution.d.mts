/** Version of the broker that is tested against: the newest that is free in production. */
export const ZEEBE_VERSION: string;
/** Folder of the unpacked distribution (bin, config, lib); fetches it when it is not in the cache (212 MB). */
export function zeebeHome(): string;
/** Home of a JDK of at least 21; throws with what to do when there is none. */
export function javaHome(): string;
/** Folder with the jars of Zeebe's Java client; fetches them when they are not in the cache. */
export function javaClientJars(): string;
