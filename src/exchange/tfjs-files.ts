/** A folder of tf.js models: one for each network, the layers that they need, a page that shows a prediction, a README. */
import type { NetworkProgram, Program } from '../compiler/program.ts';
import { type ExportFile, plainName } from './export-file.ts';
import { type KnownState, weightsOf } from './known-state.ts';
import exampleHtml from './tfjs/example.html?raw';
import exampleText from './tfjs/example.js?raw';
import { outputLayers, tfjsModel } from './tfjs-model.ts';
import { writeTfjsReadme } from './tfjs-readme.ts';

export interface TfjsExport {
  readonly program: Program;
  readonly state: KnownState;
  /** Moving averages in place of the weights that have some. */
  readonly isAveraged: boolean;
  /** The text of `ganvas-layers.js`. */
  readonly layers: string;
}

/** What a person needs to know of a model to call it. */
export interface ModelPorts {
  readonly network: NetworkProgram;
  readonly folder: string;
  /** In the order that `predict` takes them; a label is `[]`. */
  readonly inputs: readonly { readonly name: string; readonly shape: readonly number[] }[];
  /** In the order that `predict` gives them, each with the outputs that it is. */
  readonly outputs: readonly {
    readonly names: readonly string[];
    readonly shape: readonly number[];
  }[];
}

export function tfjsFiles({ program, state, isAveraged, layers }: TfjsExport): ExportFile[] {
  const weights = weightsOf(state, isAveraged);
  const models = portsOf(program);
  const files = models.flatMap(({ network, folder }) =>
    tfjsModel({ network, weights, iteration: state.step }).map(({ path, content }) => ({
      path: `${folder}/${path}`,
      content,
    })),
  );
  const shown = shownFirst(models);
  return [
    { path: 'README.md', content: writeTfjsReadme(program, models, state, isAveraged) },
    { path: 'ganvas-layers.js', content: layers },
    { path: 'example.html', content: exampleHtml.replaceAll('{{TITLE}}', htmlText(program.name)) },
    { path: 'example.js', content: exampleFor(shown) },
    ...files,
  ];
}

export function portsOf({ networks }: Program): readonly ModelPorts[] {
  const taken = new Set<string>();
  return networks.map((network) => {
    const wanted = plainName(network.name, 'network');
    let folder = wanted;
    // Some file systems do not tell upper from lower case.
    for (let n = 2; taken.has(folder.toLowerCase()); n++) folder = `${wanted}-${n}`;
    taken.add(folder.toLowerCase());
    return {
      network,
      folder,
      inputs: network.inputs.map(({ name, type }) => ({
        name,
        shape: type.type === 'tensor' ? type.shape : [],
      })),
      outputs: outputLayers(network).map((layer) => {
        const fed = network.outputs.filter((output) => output.layer === layer);
        return { names: fed.map(({ name }) => name), shape: fed[0]?.shape ?? [] };
      }),
    };
  });
}

/** The first network whose inputs can be made up and whose output can be looked at: the generator, mostly. */
function shownFirst(models: readonly ModelPorts[]): ModelPorts | undefined {
  const isImage = (shape: readonly number[]) => shape.length === 3;
  const takesNoise = models.filter(({ inputs }) => inputs.every(({ shape }) => !isImage(shape)));
  const drawn = takesNoise.find(({ outputs }) => outputs.some(({ shape }) => isImage(shape)));
  return drawn ?? takesNoise[0] ?? models[0];
}

function exampleFor(shown: ModelPorts | undefined): string {
  const types = shown?.network.inputs.map(({ type }) => type) ?? [];
  const classes = types.flatMap((type) => (type.type === 'label' ? [type.classes] : []))[0] ?? 1;
  return exampleText
    .replace("'{{FOLDER}}'", JSON.stringify(shown?.folder ?? ''))
    .replace("'{{CLASSES}}'", `${classes}`);
}

const htmlText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
