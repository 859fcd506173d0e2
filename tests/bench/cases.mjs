/** What is measured: sizes of each preset for one thread of WebAssembly, for a GPU that a processor plays, and for a GPU. */

const LAPTOP = {
  dcgan: { imageSize: 32, channels: 1, zDim: 100, ngf: 16, ndf: 16, batchSize: 32 },
  'wgan-gp': { zDim: 64, dim: 16, nCritic: 3, lambdaGp: 10, batchSize: 32, learningRate: 0.0002 },
  cyclegan: {
    ...{ imageSize: 64, resize: 68, channels: 3, blocks: 3, ngf: 16, ndf: 16, batchSize: 1 },
    ...{ lambdaCycle: 10, lambdaIdentity: 2, learningRate: 0.0002 },
  },
  stylegan: {
    ...{ wDim: 64, fmapBase: 256, fmapMax: 16, psi: 0.7, mixing: 0.9, r1Gamma: 10 },
    ...{ batchSize: 4, learningRate: 0.001 },
  },
};

const SMALL = {
  dcgan: { ...LAPTOP.dcgan, imageSize: 16, ngf: 8, ndf: 8, batchSize: 16 },
  'wgan-gp': { ...LAPTOP['wgan-gp'], zDim: 16, dim: 4, nCritic: 2, batchSize: 8 },
  cyclegan: { ...LAPTOP.cyclegan, imageSize: 32, resize: 34, blocks: 1, ngf: 4, ndf: 4 },
  stylegan: { ...LAPTOP.stylegan, wDim: 16, fmapBase: 64, fmapMax: 4 },
};

const FULL = {
  dcgan: { ...LAPTOP.dcgan, imageSize: 64, channels: 3, ngf: 64, ndf: 64, batchSize: 64 },
  'wgan-gp': { ...LAPTOP['wgan-gp'], zDim: 128, dim: 64, nCritic: 5, batchSize: 50 },
  cyclegan: { ...LAPTOP.cyclegan, imageSize: 256, resize: 286, blocks: 9, ngf: 64, ndf: 64 },
  stylegan: { ...LAPTOP.stylegan, wDim: 512, fmapBase: 8192, fmapMax: 512, batchSize: 32 },
};

/** `smooth`: steps a round; short ones need more of them, or they measure how the machine is shared at that moment. */
export const CASES = {
  wasm: { backend: 'wasm', sizes: LAPTOP, rounds: 5, seconds: 0.5 },
  software: { backend: 'webgpu', sizes: SMALL, rounds: 5, seconds: 1 },
  hardware: { backend: 'webgpu', sizes: FULL, rounds: 9, seconds: 2 },
};

export function casesOf(kind, presets) {
  const { sizes, ...rest } = CASES[kind];
  return presets.map((preset) => ({ kind, preset, sizes: sizes[preset], ...rest }));
}

export function describe(preset, sizes) {
  const side = preset === 'wgan-gp' ? 28 : preset === 'stylegan' ? 64 : sizes.imageSize;
  const width = {
    dcgan: `ngf ${sizes.ngf}`,
    'wgan-gp': `dim ${sizes.dim}, ${sizes.nCritic} critic steps`,
    cyclegan: `ngf ${sizes.ngf}, ${sizes.blocks} blocks`,
    stylegan: `up to ${Math.min(sizes.fmapMax, sizes.fmapBase)} channels`,
  };
  return `${side}², ${width[preset]}, batch ${sizes.batchSize}`;
}
