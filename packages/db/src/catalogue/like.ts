/** The pattern that finds `part` anywhere, as it stands: LIKE's own wildcards in it are letters like others. */
export const containing = (part: string): string => `%${part.replace(/[\\%_]/g, '\\$&')}%`;
