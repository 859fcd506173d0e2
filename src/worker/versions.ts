/** What has a part in a run's numbers, by name and version: runs that are to be equal agree in all of it. */

/** As package.json says, which no source imports; a test holds the two together. */
export const GANVAS_VERSION = '0.1.0';

interface Told {
  readonly userAgentData?: {
    readonly brands: readonly { readonly brand: string; readonly version: string }[];
  };
  readonly userAgent?: string;
}

/** Of user agents that tell no brands; Chrome's own comes last, as others name it too. */
const AGENTS: readonly (readonly [name: string, RegExp])[] = [
  ['Firefox', /Firefox\/([\d.]+)/],
  ['Edge', /Edg\/([\d.]+)/],
  ['Safari', /Version\/([\d.]+).*Safari/],
  ['Chrome', /Chrome\/([\d.]+)/],
  ['node', /Node\.js\/([\d.]+)/],
];

/** The browser, or nothing where it tells nothing. */
export function browserVersion({ userAgentData, userAgent = '' }: Told): Record<string, string> {
  // Browsers list an invented brand among the real ones, so that nobody relies on the list.
  const brands = (userAgentData?.brands ?? []).filter(({ brand }) => !/not.?a.?brand/i.test(brand));
  const told = brands.find(({ brand }) => brand !== 'Chromium') ?? brands[0];
  if (told) return { [told.brand]: told.version };
  for (const [name, pattern] of AGENTS) {
    const [, version] = pattern.exec(userAgent) ?? [];
    if (version !== undefined) return { [name]: version };
  }
  return {};
}
