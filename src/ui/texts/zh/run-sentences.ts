/** 训练、存储、后端、导出与连线时的说明：英文原句与中文。 */
import type { SentenceForm } from '../sentences.ts';

export const runSentences: readonly SentenceForm[] = [
  ['This cannot be trained here: {why}', '无法在此设备上训练：{why!}'],
  // 连线
  ['there is no output {port}', '没有输出端口 {port}'],
  ['there is no input {port}', '没有输入端口 {port}'],
  ['there is no wire from {a} to {b}', '没有从 {a} 到 {b} 的连线'],
  [
    '{a} already depends on {b}; the wire would close a cycle',
    '{a} 已依赖于 {b}；这条连线会形成环路',
  ],
  ['{name} expects {type}, {from} gives {found}', '{name} 需要{type!}，而 {from} 给出{found!}'],
  [
    '{name} expects a label of at most {n} classes at "{port}", got {found}',
    '{name} 的“{port}”需要至多 {n} 类的标签，得到{found!}',
  ],
  // 指标
  [
    'Choose the model.json of one model together with its files of weights; found {n} files of JSON.',
    '请选择一个模型的 model.json 及其权重文件；找到 {n} 个 JSON 文件。',
  ],
  [
    '{json} names the file of weights "{file}", which was not chosen: choose all files of the model at once.',
    '{json} 提到权重文件“{file}”，但没有选择它：请一次选择模型的全部文件。',
  ],
  ['Could not keep the model "{name}": {why}', '无法保存模型“{name}”：{why!}'],
  ['Could not rename the model "{name}": {why}', '无法重命名模型“{name}”：{why!}'],
  ['Not measured: {why}.', '未测量：{why!}。'],
  [
    'modes are counted on data that is a mixture of Gaussians; this data is none. Choose the built-in ring or grid, or another metric',
    '模式只能在高斯混合数据上计数，而此数据不是。请选择内置的环形或网格数据，或选择别的指标',
  ],
  [
    'a classifier learns from eight labelled images or more; this data has no labels, or fewer images. Choose data with labels, or other features',
    '分类器至少要从八张带标签的图像学习；此数据没有标签，或图像太少。请选择带标签的数据，或选择别的特征',
  ],
  [
    'no model "{name}" is kept here: load its model.json and weights at the metric (in the terminal: --models), or choose other features',
    '这里没有名为“{name}”的模型：请在指标节点处载入它的 model.json 和权重（终端中用 --models），或选择别的特征',
  ],
  [
    'the model "{name}" takes {found}; features are made of images [N, height, width, 1 or 3]',
    '模型“{name}”的输入是 {found}；特征要从图像 [N, 高, 宽, 1 或 3] 得到',
  ],
  [
    'the model "{name}" gives values that are not numbers for these images: check which range of pixels it takes',
    '模型“{name}”对这些图像给出的不是有限的数：请检查它需要的像素范围',
  ],
  [
    'the model "{name}" gives {found} for {n} images; features are one vector for each, of at most {most} numbers',
    '模型“{name}”对 {n} 张图像给出 {found}；特征应为每张图像一个向量，至多 {most} 个数',
  ],
  ['the model "{name}" cannot be loaded: {reason}', '无法载入模型“{name}”：{reason}'],
  [
    'the model "{name}" fails on images {shape}: {reason}',
    '模型“{name}”处理图像 {shape} 时出错：{reason}',
  ],
  [
    'the model "{name}" has {n} inputs; features are made by a model of one, which takes images',
    '模型“{name}”有 {n} 个输入；提取特征的模型应只有一个输入，即图像',
  ],
  [
    '{file} is not JSON: choose the model.json that tf.js saved.',
    '{file} 不是 JSON：请选择 tf.js 保存的 model.json。',
  ],
  [
    '{file} is no tf.js model: {at} is not as tf.js writes it.',
    '{file} 不是 tf.js 模型：{at} 与 tf.js 的写法不符。',
  ],
  // 训练
  ['Could not start training: {why}', '无法开始训练：{why!}'],
  [
    'the document has errors. The Problems panel lists them, each with the node that it is about.',
    '文档中有错误。“问题”面板列出了它们及所在的节点。',
  ],
  [
    'the data of "{node}" is still being read. Wait for it, or cancel it in the Data panel.',
    '“{node}”的数据仍在读取。请等待，或在“数据”面板中取消。',
  ],
  [
    'Could not bring back the run of "{name}": this version of Ganvas finds errors in its document.',
    '无法恢复“{name}”的训练：此版本的 Ganvas 在其文档中发现错误。',
  ],
  [
    'The loss "{loss}" became {value} at step {n}; a finite number was expected. {advice} The first to go wrong, at step {m}: {what}.',
    '损失“{loss}”在第 {n} 步变成了 {value!}；应为有限的数。最先出错的是第 {m} 步：{what!}。',
  ],
  [
    'Weights of the network "{network}" stopped being finite at step {n}. {advice} The first to go wrong, at step {m}: {what}.',
    '网络“{network}”的权重在第 {n} 步不再是有限的数。最先出错的是第 {m} 步：{what!}。',
  ],
  [
    'The loss "{loss}" became {value} at step {n}; a finite number was expected. {advice}',
    '损失“{loss}”在第 {n} 步变成了 {value!}；应为有限的数。',
  ],
  [
    'Weights of the network "{network}" stopped being finite at step {n}. {advice}',
    '网络“{network}”的权重在第 {n} 步不再是有限的数。',
  ],
  [
    'The checkpoint of step {a} is no longer in this browser. The run goes on from step {b}.',
    '第 {a} 步的检查点已不在本浏览器中。训练从第 {b} 步继续。',
  ],
  [
    'The browser no longer holds the weights of step {a}: they were removed to make room. Train starts a new run from step 0.',
    '浏览器已不再保存第 {a} 步的权重：它们已被移除以腾出空间。“训练”会从第 0 步开始新的训练。',
  ],
  [
    'The training worker stopped: {what}. The run is kept at its last checkpoint; press Resume, or Try again in the queue, to go on from there.',
    '训练线程停止了。本次训练保留在最后一个检查点；请按“继续”（队列中为“重试”）从那里接着训练。',
  ],
  [
    'The GPU went away at step {a}. Training goes on from step {b}, its last checkpoint, on a new device.',
    'GPU 在第 {a} 步断开。训练将在新设备上从最后一个检查点（第 {b} 步）继续。',
  ],
  [
    'The GPU went away. Training goes on from step {b}, its last checkpoint, on a new device.',
    'GPU 已断开。训练将在新设备上从最后一个检查点（第 {b} 步）继续。',
  ],
  [
    '{what} This happened at step {a}. Training goes on from step {b}, its last checkpoint.',
    '第 {a} 步出现故障。训练从最后一个检查点（第 {b} 步）继续。',
  ],
  [
    'The GPU went away several times in a row, so training stopped. {rest}',
    'GPU 连续多次断开，训练已停止。请关闭其他使用 GPU 的页面，选择较小的配置，或选择 WebAssembly 后端，然后按“继续”。训练保留在最后一个检查点。',
  ],
  [
    'Training stopped because {why}. It goes on from the last checkpoint on a new device.',
    '训练因图形设备断开而停止，将在新设备上从最后一个检查点继续。',
  ],
  [
    'Training stopped because {why} What was computed since cannot be trusted. Choose a smaller batch or profile, or the WebAssembly backend.',
    '图形设备拒绝了一条命令，训练已停止，之后的计算结果不可信。请选择较小的批大小或配置，或 WebAssembly 后端。',
  ],
  [
    'Could not draw the sample sheet: the browser gave no canvas of {size}. Close other tabs and resume.',
    '无法绘制样本图：浏览器没有给出 {size} 的画布。请关闭其他标签页再继续。',
  ],
  // 后端
  [
    'Starting the backend {name} failed: {why}. Choose another backend, or "auto" for the fastest one that starts.',
    '后端 {name} 启动失败。请选择另一个后端，或选“自动”使用能启动的最快后端。',
  ],
  ['{name} was asked for', '已指定 {name}'],
  ['WebGPU is there, the first choice: {device}', '有 WebGPU，为首选：{device!}'],
  ['WebGPU gave no device ({why})', 'WebGPU 没有给出设备'],
  ['{why}, so {name} with {device}', '{why!}，因此使用 {name}，{device!}'],
  ['SIMD, one thread', 'SIMD，单线程'],
  ['SIMD, {n} threads', 'SIMD，{n} 个线程'],
  ['no SIMD, one thread', '无 SIMD，单线程'],
  ['{device} (software, on the CPU)', '{device!}（软件实现，在 CPU 上）'],
  ['{device}, mixed precision', '{device!}，混合精度'],
  ['{device}, float32 in place of mixed precision', '{device!}，以 float32 代替混合精度'],
  [
    'The document asks for mixed precision, but {why}, so this run trains in float32: the results are good, at the usual speed. Train where there is such a GPU, or set the precision to float32 in the training settings.',
    '文档要求混合精度，但{why!}，因此这次训练使用 float32：结果同样正确，速度照常。请换到有这种 GPU 的设备上训练，或在训练设置中把精度设为 float32。',
  ],
  [
    'mixed precision needs WebGPU, and this run is on {name}',
    '混合精度需要 WebGPU，而这次训练使用的后端是 {name}',
  ],
  [
    'the GPU at hand has no arithmetic in half precision (shader-f16)',
    '当前的 GPU 不支持半精度运算（shader-f16）',
  ],
  // 存储
  ['Could not keep the checkpoint of step {n}: {why}.', '无法保存第 {n} 步的检查点：{why!}。'],
  [
    'Could not keep the data "{name}" for later visits: {why}.',
    '无法为以后的访问保存数据“{name}”：{why!}。',
  ],
  ['Could not keep "{name}": {why}.', '无法保存“{name}”：{why!}。'],
  ['Could not bring back the document: {why}.', '无法恢复文档：{why!}。'],
  ['Could not delete the document: {why}.', '无法删除文档：{why!}。'],
  ['Could not change the run: {why}.', '无法修改训练记录：{why!}。'],
  ['Could not delete the runs: {why}.', '无法删除训练：{why!}。'],
  ['Could not list the runs: {why}.', '无法列出训练：{why!}。'],
  ['Could not {what}: {why}.', '浏览器的存储操作失败：{why!}。'],
  // 导出与权重
  [
    '{what} while the graph has errors. The Problems panel lists them, each with the node that it is about.',
    '图中有错误时不能导出或检查权重。“问题”面板列出了它们及所在的节点。',
  ],
  [
    'The run stands at step {n}; Resume goes on from there.',
    '训练位于第 {n} 步；“继续”从那里接着训练。',
  ],
  [
    'The file holds no state of optimizers, so the run begins at step 0 with these weights.',
    '文件中没有优化器状态，因此训练以这些权重从第 0 步开始。',
  ],
  [
    'The file is of a run with seed {a}; noise and batches now follow seed {b}.',
    '文件来自种子为 {a} 的训练；噪声和批次现在使用种子 {b}。',
  ],
  [
    'The file holds {names}, for which "{document}" has no place. {rest}',
    '文件中有 {names}，“{document}”没有对应的位置。请使用为此文档（相同参数和配置）写出的文件。',
  ],
  [
    'The file lacks {names}, which "{document}" needs. {rest}',
    '文件缺少 {names}，而“{document}”需要它们。请使用为此文档（相同参数和配置）写出的文件。',
  ],
  [
    '"{name}" has the shape [{a}] in the file, but [{b}] in the document. {rest}',
    '“{name}”在文件中的形状为 [{a}]，在文档中为 [{b}]。请把文档的参数和配置设为写出文件时的值。',
  ],
  [
    '"{name}" has the shape [{a}], but {other} needs [{b}] in PyTorch. {rest}',
    '“{name}”的形状为 [{a}]，但 {other} 在 PyTorch 中需要 [{b}]。请使用为此文档（相同参数）写出的文件。',
  ],
  [
    '"{name}" holds numbers that are not finite, {rest}',
    '“{name}”中有非有限的数，无法由此训练。请使用出现这种情况之前的文件。',
  ],
  [
    '"{name}" is of type {type}; weights are {types}. {rest}',
    '“{name}”的类型为 {type}；权重应为 {types}。请用浮点权重保存文件再试。',
  ],
  [
    'This is no safetensors file: {rest}',
    '这不是 safetensors 文件：它不以 JSON 头的长度开始。请选择以 .safetensors 结尾并如此写出的文件。',
  ],
  ['The safetensors file is damaged: {why}', 'safetensors 文件已损坏。请重新写出或下载。'],
  ['The safetensors file is cut off: {why}', 'safetensors 文件被截断了。请重新写出或下载。'],
  [
    'This is not a checkpoint of Ganvas: {rest}',
    '这不是 Ganvas 的检查点。请选择其他文件，或重新开始训练。',
  ],
  ['The checkpoint is damaged: {rest}', '检查点已损坏。请从更早的检查点继续，或重新开始训练。'],
];

export const runWords: Readonly<Record<string, string>> = {
  'no WebGPU adapter in this browser': '此浏览器没有 WebGPU 适配器',
  'this browser has no WebGPU': '此浏览器没有 WebGPU',
  'WebGPU has an adapter but tf.js cannot use it': 'WebGPU 有适配器，但 tf.js 无法使用',
  'WebAssembly does not start here': 'WebAssembly 无法在此启动',
  'plain JavaScript, one thread': '纯 JavaScript，单线程',
  'unnamed GPU': '未命名的 GPU',
  'the browser has no room left for this page. Free disk space, or clear the data of other sites, and go on':
    '浏览器没有剩余空间给本页面。请释放磁盘空间或清除其他网站的数据，然后继续',
  'the browser closed its storage. Reload the page and go on':
    '浏览器关闭了存储。请重新加载页面后继续',
  'this browser gives the page no storage (a private window?). Everything works until the page is closed':
    '此浏览器不给页面存储空间（是否为隐私窗口？）。在关闭页面之前一切可用',
  'this browser forbids the page its storage. Everything works until the page is closed; allow site data to keep it':
    '此浏览器禁止页面使用存储。在关闭页面之前一切可用；请允许网站数据以便保存',
  'it was written by a newer version of Ganvas. Reload the page to get that version':
    '它由更新版本的 Ganvas 写出。请重新加载页面以获得该版本',
  'its room was needed, and it is gone. Open a file that you have of it':
    '它的空间已被占用，文档已不在。请打开你保存的文件',
  'it is no longer there; it was deleted, perhaps in another browser tab':
    '它已不在；可能已在另一个浏览器标签页中被删除',
  'it is no longer in this browser': '它已不在此浏览器中',
  'another browser tab has gone on with this run and keeps it. Reload this page to see where it stands':
    '另一个浏览器标签页已接着训练并保存它。请重新加载本页以查看其进度',
  'the browser could not use its disk, which may be full. Free space and go on':
    '浏览器无法使用磁盘，可能已满。请释放空间后继续',
};
