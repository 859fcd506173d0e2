/** 各节点类型自己的规则：英文原句与中文。 */
import type { SentenceForm } from '../sentences.ts';

export const nodeSentences: readonly SentenceForm[] = [
  [
    'the {label} loss has no labels, so it expects no target label and no flipped labels',
    '{label!} 损失没有标签，因此不能设目标标签和标签翻转',
  ],
  [
    'the {label} loss expects logits of equal shape from both sides, got {a} and {b}',
    '{label!} 损失需要两侧形状相同的 logits，得到{a!}和{b!}',
  ],
  [
    'adain expects a style of two numbers for each of {n} channels, vector [{m}], got {found}',
    'adain 需要 {n} 个通道各两个数的样式，即向量 [{m}]，得到{found!}',
  ],
  [
    'adain expects more than one pixel, got {found}, of which every value would become 0; turn its normalization off',
    'adain 需要多于一个像素，得到{found!}，其中每个值都会变成 0；请关闭它的归一化',
  ],
  [
    'group-norm expects channels that {n} groups can share evenly, got {found}',
    'group-norm 的通道数应能被 {n} 组平分，得到 {found}',
  ],
  [
    'group-norm expects groups of more than one element, got {n} groups of {found}, of which every value would become 0',
    'group-norm 的每组应多于一个元素，现有 {n} 组，其中每个值都会变成 0',
  ],
  [
    'pixel-shuffle in reverse expects height and width divisible by {n}, got {found}',
    '反向 pixel-shuffle 的高和宽应能被 {n} 整除，得到 {found}',
  ],
  [
    'only bilinear upsampling aligns corners, got {method}',
    '只有双线性上采样可以对齐角点，现为 {method}',
  ],
  [
    'augment expects at least one of flip, color, translation and cutout to be on, got none',
    'augment 至少要开启翻转、颜色、平移、遮挡中的一项，现在一项也没有',
  ],
  [
    'batch-concat expects samples of equal shape, got {a} and {b}',
    'batch-concat 需要形状相同的样本，得到{a!}和{b!}',
  ],
  [
    'batch-split expects a batch that {parts} divides, got one of {n} samples; change the number of parts or the batch size',
    'batch-split 需要能被 {parts} 整除的批次，得到 {n} 个样本；请修改份数或批大小',
  ],
  ['blur expects taps whose sum is not 0, got {taps}', 'blur 的抽头之和不能为 0，得到 {taps}'],
  ['concat expects vectors or images, got one number', 'concat 需要向量或图像，得到一个数'],
  [
    'concat expects tensors with an axis {axis}, got {a}',
    'concat 需要带有轴 {axis} 的张量，得到{a!}',
  ],
  [
    'concat expects shapes that differ in {axis} only, got {a} and {b}',
    'concat 的形状只能在{axis!}上不同，得到{a!}和{b!}',
  ],
  ['the last axis', '最后一个轴'],
  ['axis {n}', '轴 {n} '],
  [
    'conv2d expects channels and filters that {n} groups can share evenly, got {a} and {b}',
    'conv2d 的通道数和卷积核数应能被 {n} 组平分，得到 {a} 和 {b}',
  ],
  [
    'conv2d with stride fills the gaps of its kernel with zeros and expects at most {n} weights and zeros, got {found}; use a smaller dilation or stride 1',
    '带步长的 conv2d 用零填充卷积核的间隙，权重和零最多 {n} 个，得到 {found}；请减小膨胀率，或把步长设为 1',
  ],
  [
    'crop by {sides} (top, bottom, left, right) leaves nothing of an image of {size}',
    'crop 按 {sides}（上、下、左、右）裁剪后，{size} 的图像什么也不剩',
  ],
  [
    'cross-entropy expects a vector of one logit for each of two classes or more, got {found}',
    'cross-entropy 需要至少两个类别、每类一个 logit 的向量，得到{found!}',
  ],
  ['points are taken whole: expected "All"', '点只能整体取用：应为“全部”'],
  [
    'expected a height and width that {n} divides, got {found}',
    '高和宽应能被 {n} 整除，现为 {found}',
  ],
  [
    'images are resized to a height of {n}, too small to cut {size} out of them; expected {most} or more',
    '图像缩放到高 {n}，不足以从中裁出 {size}；至少应为 {most}',
  ],
  [
    'the built-in data "{name}" does not have {wanted}; expected {others}',
    '内置数据“{name}”没有{wanted!}；应为 {others!}',
  ],
  ['domain {x}', ' {x} 域'],
  [
    'images have 1 channel (gray) or 3 (color), got {n}',
    '图像有 1 个通道（灰度）或 3 个通道（彩色），现为 {n}',
  ],
  [
    'instance-norm expects more than one pixel, got {found}, of which every value would become 0',
    'instance-norm 需要多于一个像素，得到{found!}，其中每个值都会变成 0',
  ],
  [
    'layer-norm expects more than one element to normalize, got {found}, of which every value would become 0',
    'layer-norm 需要对多于一个元素做归一化，得到{found!}，其中每个值都会变成 0',
  ],
  [
    'lerp expects one number for each sample as the amount, got {found}',
    'lerp 的比例应为每个样本一个数，得到{found!}',
  ],
  [
    'mask expects the smallest box to be no larger than its size, got {a} and {b}',
    'mask 的最小矩形不能大于其大小，得到 {a} 和 {b}',
  ],
  [
    'matmul expects matrices [..., n, k] and [..., k, m] with equal axes before them, got {a} and {b}',
    'matmul 需要矩阵 [..., n, k] 和 [..., k, m]，前面各轴相同，得到 {a!} 和 {b!}',
  ],
  [
    'minibatch-stddev expects input channels divisible by the {n} that it adds, got {found}',
    'minibatch-stddev 的输入通道数应能被它增加的 {n} 整除，得到 {found}',
  ],
  [
    'modulated-conv2d expects a style of {n} numbers, one for each channel of its image, got {found}',
    'modulated-conv2d 需要 {n} 个数的样式，图像每个通道一个，得到{found!}',
  ],
  [
    'uniform noise expects a lower bound under its upper bound, got {a} and {b}',
    '均匀噪声的下限应小于上限，现为 {a} 和 {b}',
  ],
  [
    'reflecting expects a border smaller than the image, got {n} at an image of {size}',
    '反射填充的边框应小于图像，{size} 的图像得到 {n}',
  ],
  [
    'permute expects each axis of {shape} once ({range}), got {axes}',
    'permute 应把{shape!}的每个轴恰好列出一次（{range!}），得到 {axes}',
  ],
  [
    'pixel-shuffle by {n} expects channels divisible by {area}, got {found}',
    'pixel-shuffle 放大 {n} 倍时，通道数应能被 {area} 整除，得到 {found}',
  ],
  [
    'reduce expects a tensor with axes, got {axes} at {shape}',
    'reduce 需要带有轴的张量，在{shape!}上得到轴 {axes}',
  ],
  [
    'reduce expects axes of 0 to {most}, each once, got {axes} at {shape}',
    'reduce 的轴应在 0 到 {most} 之间，各出现一次，在{shape!}上得到 {axes}',
  ],
  [
    'reshape expects {n} elements for {a}, got {m} in {b}',
    'reshape 需要 {n} 个元素才能得到{a!}，但{b!}有 {m} 个',
  ],
  [
    'self-attention pools 2×2 pixels of its keys and values, got an image of {size}',
    'self-attention 对键和值做 2×2 池化，得到 {size} 的图像',
  ],
  [
    'slice expects a tensor with an axis {axis}, got {found}',
    'slice 需要带有轴 {axis} 的张量，得到{found!}',
  ],
  [
    'slice expects at least {n} elements along axis {axis}, got {m} in {found}',
    'slice 在轴 {axis} 上至少需要 {n} 个元素，{found!}中有 {m} 个',
  ],
  [
    'slice drops only an axis of length 1, got length {n}',
    'slice 只能去掉长度为 1 的轴，现长度为 {n}',
  ],
  [
    'style-mix expects two latent vectors of one length, got {a} and {b}',
    'style-mix 需要两个长度相同的隐向量，得到{a!}和{b!}',
  ],
  [
    'style-mix expects a crossover of at most its {n} layers, got {found}',
    'style-mix 的交叉层最多为其层数 {n}，现为 {found}',
  ],
  [
    'total-variation expects an image of at least 2 by 2 pixels, got {a} by {b}',
    'total-variation 需要至少 2×2 像素的图像，得到 {a}×{b}',
  ],
  [
    'truncate expects a latent vector, or one for each layer, got {found}',
    'truncate 需要一个隐向量，或每层一个，得到{found!}',
  ],
  [
    'truncate expects latents with at least {n} rows, one for each layer, got {found}; change layers or put it behind the style mixing',
    'truncate 需要至少 {n} 行的隐变量，每层一行，得到{found!}；请修改层数，或把它放在样式混合之后',
  ],
  [
    'output padding must be 0 with "same" padding, which already makes the output {n} times the input; got {found}',
    '使用 same 填充时输出填充必须为 0，因为输出已是输入的 {n} 倍；现为 {found}',
  ],
  [
    'output padding must be smaller than the stride {n}, got {found}',
    '输出填充必须小于步长 {n}，现为 {found}',
  ],
  [
    'a {kernel} {name} with dilation {dilation}, stride {stride} and padding {padding} (top, bottom, left, right) leaves nothing of an image of {size}',
    '{kernel} 的{name!}，膨胀率 {dilation}、步长 {stride}、填充 {padding}（上、下、左、右），使 {size} 的图像什么也不剩',
  ],
  [
    'a {kernel} {name} with stride {stride} and padding {padding} (top, bottom, left, right) leaves nothing of an image of {size}',
    '{kernel} 的{name!}，步长 {stride}、填充 {padding}（上、下、左、右），使 {size} 的图像什么也不剩',
  ],
  [
    '{kind} expects padding smaller than its size {n}, got {found}',
    '{kind} 的填充应小于其大小 {n}，现为 {found}',
  ],
  [
    'preview shows images of 1 or 3 channels, got {found}',
    'preview 显示 1 或 3 个通道的图像，得到{found!}',
  ],
  ['scatter shows points of two dimensions, got {found}', 'scatter 显示二维的点，得到{found!}'],
  [
    'mode-coverage counts modes among points of two dimensions, got {found}',
    '覆盖的模式要在二维的点中计数，得到{found!}',
  ],
  [
    '{metric} compares images, or at most {n} numbers a sample, got {found}',
    '{metric} 比较图像，或每个样本至多 {n} 个数，得到{found!}',
  ],
  ['metric compares equal shapes, got {a} and {b}', '指标比较相同的形状，得到{a!}和{b!}'],
];

export const nodeWords: Readonly<Record<string, string>> = {
  convolution: '卷积',
  pooling: '池化',
  'transposed convolution': '转置卷积',
  pairs: '成对图像',
  'two resolutions': '两种分辨率',
};
