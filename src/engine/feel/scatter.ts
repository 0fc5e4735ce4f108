/** A number in [0, 1) that looks random but depends on the seed alone (splitmix64 on its first 53 bits). */
export function scatter(seed: number): number {
  const mask = 0xffff_ffff_ffff_ffffn;
  let z = (BigInt(Math.floor(seed)) + 0x9e37_79b9_7f4a_7c15n) & mask;
  z = ((z ^ (z >> 30n)) * 0xbf58_476d_1ce4_e5b9n) & mask;
  z = ((z ^ (z >> 27n)) * 0x94d0_49bb_1331_11ebn) & mask;
  return Number((z ^ (z >> 31n)) >> 11n) / 2 ** 53;
}
