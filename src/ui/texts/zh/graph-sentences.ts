/** 图的问题的句式：英文原句与中文。先写更具体的。 */
import type { SentenceForm } from '../sentences.ts';

export const graphSentences: readonly SentenceForm[] = [
  // 图与节点
  [
    'there is no node kind "{kind}"; did you mean {others}?',
    '没有节点类型“{kind}”；是否指 {others!}？',
  ],
  ['there is no node kind "{kind}"', '没有节点类型“{kind}”'],
  ['{kind} does not stand on the canvas of {place}', '{kind!} 不能放在{place!}的画布上'],
  [
    'the wire from {from} to {to} ends at the {side} "{port}", which {node} does not have; it has {others}',
    '从 {from} 到 {to} 的连线，其终点是{side!}端口“{port}”，但 {node} 没有它；现有：{others!}',
  ],
  [
    'the wire from {from} to {to} ends at "{node}", which is not on this canvas',
    '从 {from} 到 {to} 的连线，其终点“{node}”不在这张画布上',
  ],
  [
    'the input {to} takes one wire, found two: from {a} and from {b}',
    '输入端口 {to} 只接受一条连线，现有两条：来自 {a} 和 {b}',
  ],
  [
    'expected values to flow one way, found a cycle through {nodes}',
    '值应当单向流动，但发现经过 {nodes} 的环路',
  ],
  [
    'expected blocks that expand to at most {n} nodes, nested at most {deep} deep, found more; repeat or nest them less',
    '块展开后最多 {n} 个节点，嵌套最多 {deep} 层，现已超出；请减少重复或嵌套',
  ],
  ['a block cannot contain itself, found {chain}', '块不能包含自身，现有 {chain}'],
  [
    'a repeated block needs one input and one output, {block} has {a} and {b}',
    '重复的块需要恰好一个输入和一个输出，{block} 有 {a} 个输入、{b} 个输出',
  ],
  ['a network needs an input node, found none', '网络需要输入节点，现在没有'],
  ['a network needs an output node, found none', '网络需要输出节点，现在没有'],
  [
    '{node} reaches no loss of a step and no view, so it is left out',
    '{node} 不通向任何步骤的损失或视图，因此被略去',
  ],
  ['{node} reaches no output, so it is left out', '{node} 不通向任何输出，因此被略去'],
  [
    'no step uses the loss {loss}; connect it to an optimizer step',
    '没有步骤使用损失 {loss}；请把它接到优化器步骤',
  ],
  ['a step needs at least one loss, found none', '步骤至少需要一个损失，现在没有'],
  ['a step trains at least one network, found none', '步骤至少训练一个网络，现在没有'],
  [
    'the objective needs an optimizer step that trains a network, found none',
    '目标图需要一个训练网络的优化器步骤，现在没有',
  ],
  ['nothing in the objective applies {network}', '目标图中没有使用网络 {network}'],
  [
    '{step} trains {network}, but never changes it: it never repeats, or all its losses have weight 0',
    '{step} 训练 {network}，但从不改变它：它从不重复，或所有损失的权重都是 0',
  ],
  [
    'no optimizer step trains {network}, so it stays as it starts',
    '没有优化器步骤训练 {network}，因此它保持初始状态',
  ],
  [
    'steps of equal order {order} are simultaneous and repeat equally often; {a} and {b} differ',
    '顺序同为 {order} 的步骤同时进行，重复次数必须相同；{a} 与 {b} 不同',
  ],
  [
    '{a} and {b} both train {network}, each with an optimizer of its own, so each undoes part of what the other does; give one step all losses of {again}',
    '{a} 和 {b} 都训练 {network}，各用各的优化器，会互相抵消一部分；请把 {again} 的所有损失交给同一个步骤',
  ],
  [
    '{step} trains {network}, but no gradient of its losses ({losses}) reaches a weight of {again}',
    '{step} 训练 {network}，但其损失（{losses}）的梯度到不了 {again} 的任何权重',
  ],
  [
    'the loss {loss} does not depend on the weights that {step} trains ({networks})',
    '损失 {loss} 不依赖于 {step} 所训练的权重（{networks}）',
  ],
  [
    "{step} trains {judge} to tell real from fake and {maker} to fool it in one step, so each also gets the other's gradient; use a step for each side",
    '{step} 在同一步骤中训练 {judge} 分辨真假、训练 {maker} 骗过它，因此各自也会得到对方的梯度；请两侧各用一个步骤',
  ],
  [
    '{step} trains {judge} to tell real from fake, and {name} by the same losses to be told apart; train {again} in a step of its own',
    '{step} 训练 {judge} 分辨真假，又用同样的损失训练 {name} 使其更易分辨；请为 {again} 单独设一个步骤',
  ],
  [
    '{kind} takes logits, numbers without bounds, found {layer} at the end of {network} before it, which makes probabilities of them',
    '{kind!} 的输入是 logits，即无界的数，但其前面（{network} 的末尾）的 {layer} 已把它们变成概率',
  ],
  [
    '{kind} takes logits, numbers without bounds, found {layer} before it, which makes probabilities of them',
    '{kind!} 的输入是 logits，即无界的数，但其前面的 {layer} 已把它们变成概率',
  ],
  [
    '{loss} expects {network} to have an {side} "{port}", but it has {others}; choose one of these, or leave the field empty for the first',
    '{loss!} 需要 {network} 有{side!}端口“{port}”，但它有 {others!}；请从中选择，或留空使用第一个',
  ],
  [
    '{loss} takes the gradient of {network}, so every layer needs a gradient of its gradient, but {layer} ({kind}) has none: {why}; use another kind there, or train without {again}',
    '{loss!} 要对 {network} 求梯度，因此每一层都需要二阶梯度，但 {layer}（{kind!}）没有；请在那里换用其他类型，或训练时不用它',
  ],
  [
    '{loss} looks at the gradient of {network} sample by sample, but {layer} ({kind}) mixes the samples of a batch; use layer, instance or group normalization there, or none',
    '{loss!} 逐个样本地考察 {network} 的梯度，但 {layer}（{kind!}）会混合批次中的样本；请在那里改用层归一化、实例归一化或组归一化，或不做归一化',
  ],
  ['the {kind} loss {name}', '{kind!} 损失 {name}'],
  [
    '{a} and {b} both draw domain {same}, and nothing draws domain {other}',
    '{a} 和 {b} 都抽取 {same} 域，没有节点抽取 {other} 域',
  ],
  [
    '{node} gives labels at "{port}", but nothing reads them',
    '{node} 在“{port}”给出标签，但没有节点读取',
  ],
  [
    '{layer} in {network} normalizes over the batch, but {use} runs it on a batch of one, so each sample is normalized by itself while training and by moving statistics afterwards; use a batch of at least two, or instance normalization',
    '{network} 中的 {layer} 在批次上做归一化，但 {use} 以大小为 1 的批次运行它，因此训练时每个样本只对自身归一化，之后却用滑动统计量；请使用至少为 2 的批大小，或改用实例归一化',
  ],
  [
    'class-agreement trains a classifier, and so expects a dataset node with labels of {n} classes or more and images of {shape}, which some step or view uses; there is none',
    '类别一致率要训练一个分类器，因此需要一个被步骤或视图使用的数据集节点，带有至少 {n} 类的标签和 {shape} 的图像；现在没有',
  ],
  [
    '{metric} by features of your own model expects the name of one, found none',
    '{metric} 使用自有模型的特征，需要填写模型的名字，现在没有',
  ],
  [
    '{metric} by classifier features trains a classifier, and so expects a dataset node with images of {shape}, which some step or view uses; there is none',
    '{metric} 使用分类器的特征，要训练一个分类器，因此需要一个被步骤或视图使用的数据集节点，带有 {shape} 的图像；现在没有',
  ],
  [
    'training needs about {size} at its peak in the step "{step}" ({standing} of it for weights and optimizer, whatever the batch), and {limit}. {out}',
    '训练峰值约需 {size}，出现在步骤“{step}”（其中 {standing} 用于权重和优化器，与批大小无关），而{limit!}。{out!}',
  ],
  [
    'training needs about {size} at its peak ({standing} of it for weights and optimizer, whatever the batch), and {limit}. {out}',
    '训练峰值约需 {size}（其中 {standing} 用于权重和优化器，与批大小无关），而{limit!}。{out!}',
  ],
  [
    'the weight "{weight}" of the layer "{layer}" takes {size}, and one tensor of this device may take {most}. Use a smaller profile or a narrower layer.',
    '层“{layer}”的权重“{weight}”占 {size}，而此设备的单个张量最多占 {most}。请改用更小的配置或更窄的层。',
  ],
  [
    'what the layer "{layer}" gives for a batch of {batch} takes {size}, and one tensor of this device may take {most}. {out}',
    '批大小为 {batch} 时，层“{layer}”的输出占 {size}，而此设备的单个张量最多占 {most}。{out!}',
  ],
  ['there is room for {size}', '可用的只有 {size}'],
  ['A batch of {n} fits, or use a smaller profile.', '批大小 {n} 可以容纳，也可改用更小的配置。'],
  [
    'Not even a batch of 1 fits: use a smaller profile, image or network.',
    '批大小为 1 也容纳不下：请改用更小的配置、图像或网络。',
  ],
  [
    '{out} All of it fits with "Recompute" on in {blocks}.',
    '{out!}为 {blocks} 打开“重新计算”后可全部容纳。',
  ],
  ['no device has more than {n} GiB', '没有设备超过 {n} GiB'],
  ['many devices give a page no more than {n} GiB', '许多设备给一个页面的不超过 {n} GiB'],
  // 参数与表达式
  ['the block has no parameter "{name}"; it has {others}', '该块没有参数“{name}”；现有：{others!}'],
  [
    '{kind} has no parameter "{name}"; {owner} has {others}',
    '{kind!} 没有参数“{name}”；可用的有：{others}',
  ],
  ['{kind} has no parameter "{name}"', '{kind!} 没有参数“{name}”'],
  ['{kind} needs "{field}"', '{kind!} 需要“{field}”'],
  ['"{field}" of {kind}: {reason}, found {found}', '{kind!} 的“{field}”：{reason!}，现为 {found}'],
  [
    '"{field}" names the {type} "{target}", which the document does not have; there are {others}',
    '“{field}”指的{type!}“{target}”不在文档中；现有：{others}',
  ],
  [
    '"{field}" names the {type} "{target}", which the document does not have; there is no {again} yet',
    '“{field}”指的{type!}“{target}”不在文档中；还没有任何{again!}',
  ],
  ['{label} expects a whole number, got {value}', '{label!}应为整数，现为 {value}'],
  ['{label} expects at least {min}, got {value}', '{label!}至少为 {min}，现为 {value}'],
  ['{label} expects at most {max}, got {value}', '{label!}至多为 {max}，现为 {value}'],
  ['{label} expects {min} to {max}, got {value}', '{label!}应在 {min} 到 {max} 之间，现为 {value}'],
  ['expected a finite number, got {value}', '应为有限的数，现为{value!}'],
  [
    'an expression has at most {most} characters, got {found}',
    '表达式最多 {most} 个字符，现有 {found} 个',
  ],
  [
    'cannot read the expression "{text}": {reason} at character {at}',
    '无法读取表达式“{text}”：第 {at} 个字符处，{reason!}',
  ],
  ['cannot read the expression "{text}": {reason}', '无法读取表达式“{text}”：{reason!}'],
  ['expected expression after {sign}', '{sign} 之后应有表达式'],
  ['unclosed {sign}', '{sign} 没有闭合'],
  ['unexpected {sign}', '多余的 {sign}'],
  ['expected a number, found {found}', '应为数，现为 {found}'],
  ['{name} is a function; write {again}(…)', '{name} 是函数；请写作 {again}(…)'],
  ['expected one expression', '应为一个表达式'],
  [
    'expected numbers, parameter names, + - * / %, comparisons, ?: and the functions {names}',
    '只能使用数、参数名、+ - * / %、比较、?: 以及函数 {names}',
  ],
  ['there is no operator {sign}', '没有运算符 {sign}'],
  ['there is no function {name}; there are {others}', '没有函数 {name!}；现有：{others}'],
  ['{name} takes {n} values, got {found}', '{name} 需要 {n!} 个值，现有 {found} 个'],
  [
    '"{text}" names no parameter "{name}"; there are none',
    '“{text}”中的“{name}”不是参数；现在没有参数',
  ],
  [
    '"{text}" names no parameter "{name}"; there are {others}',
    '“{text}”中的“{name}”不是参数；现有：{others}',
  ],
  [
    'a value is given for the parameter "{name}", which does not exist; there are {others}',
    '给出了参数“{name}”的值，但它不存在；现有：{others!}',
  ],
  [
    'the profile {profile} sets the parameter "{name}", which does not exist',
    '配置 {profile} 设置了不存在的参数“{name}”',
  ],
  ['profile {profile}: {rest}', '配置 {profile}：{rest!}'],
  ['nothing uses the parameter "{name}"', '没有任何地方使用参数“{name}”'],
  [
    'expressions cannot mean a parameter of the name "{name}": {why}; give it another name',
    '表达式无法使用名为“{name}”的参数：{why!}；请换一个名称',
  ],
  ['in blocks "i" is the number of the copy', '在块中 i 表示份的序号'],
  ['expressions read "-" as minus', '表达式把 - 读作减号'],
  ['it is a word of the expression language', '它是表达式语言的保留字'],
  // 类型与形状（通用）
  [
    '{kind} expects a label of at most {n} classes, got {type}',
    '{kind!} 需要至多 {n} 类的标签，得到{type!}',
  ],
  [
    '{kind} expects a {type} at "{port}", found no wire',
    '{kind!} 的“{port}”需要{type!}，现在没有连线',
  ],
  [
    '{kind} expects an {type} at "{port}", found no wire',
    '{kind!} 的“{port}”需要{type!}，现在没有连线',
  ],
  ['{name} expects {type} at "{port}", got {found}', '{name} 的“{port}”需要{type!}，得到{found!}'],
  [
    '{kind} expects inputs of one batch size, got {a} and {b}',
    '{kind!} 的各个输入应有相同的批大小，得到 {a} 和 {b}',
  ],
  ['{kind} expects an image or a vector, got {found}', '{kind!} 需要图像或向量，得到{found!}'],
  ['{kind} expects an image, got {found}', '{kind!} 需要图像，得到{found!}'],
  [
    '{kind} expects a vector, got {found}; put a flatten before it',
    '{kind!} 需要向量，得到{found!}；请在前面加一个展平',
  ],
  ['{kind} expects a vector, got {found}', '{kind!} 需要向量，得到{found!}'],
  ['{kind} expects a tensor, got {found}', '{kind!} 需要张量，得到{found!}'],
  ['{kind} expects a label, got {found}', '{kind!} 需要标签，得到{found!}'],
  ['{kind} expects a loss, got {found}', '{kind!} 需要损失，得到{found!}'],
  [
    '{kind} expects equal shapes, got {a} and {b}; what comes after in0 may also have length 1 along some axes, or be one number',
    '{kind!} 需要相同的形状，得到{a!}和{b!}；in0 之后的输入也可以在某些轴上长度为 1，或是一个数',
  ],
  ['{kind} expects equal shapes, got {a} and {b}', '{kind!} 需要相同的形状，得到{a!}和{b!}'],
  // 读取文件
  [
    'expected JSON, found what is no text, perhaps an archive, an image or UTF-16; {rest}',
    '应为 JSON，但内容不是文本，可能是压缩包、图像或 UTF-16；请选择 Ganvas 文档',
  ],
  ['expected JSON, found the end of the file too early', '应为 JSON，但文件过早结束'],
  [
    'expected JSON, found {found} at line {line}, column {column}',
    '应为 JSON，但在第 {line} 行第 {column} 列遇到 {found}',
  ],
  [
    'expected a Ganvas document with "format": "{format}", found no "format"',
    '应为带有 "format": "{format}" 的 Ganvas 文档，但没有 "format"',
  ],
  [
    'expected a Ganvas document with "format": "{format}", found {found}',
    '应为带有 "format": "{format}" 的 Ganvas 文档，现为 {found}',
  ],
  [
    'expected "version" to be {expected}, found {found}',
    '"version" 应为 {expected!}，现为 {found}',
  ],
  ['a whole number from {a} to {b}', '{a} 到 {b} 的整数'],
  [
    'the document has version {found}, and this Ganvas reads versions up to {most}; open it with a newer Ganvas',
    '该文档的版本为 {found}，而这个 Ganvas 只能读取到版本 {most}；请用更新的 Ganvas 打开',
  ],
  ['{field} is no field of Ganvas documents', 'Ganvas 文档没有字段 {field}'],
  ['{field}: the key "{key}" is not allowed', '{field}：不允许键“{key}”'],
  ['the key "{key}" is not allowed', '不允许键“{key}”'],
  ['expected a finite number, found one that is too large', '应为有限的数，现有的数过大'],
  ['expected at most {n} levels of nesting', '嵌套最多 {n} 层'],
  ['expected at most {n} entries, found more', '最多 {n} 个条目，现已超出'],
  ['expected at most {n} values, found more', '最多 {n} 个值，现已超出'],
  [
    'expected JSON, found an empty file; {rest}',
    '应为 JSON，但文件是空的；请选择由 Ganvas 写出的文档',
  ],
  [
    'expected an object with "format", "version", "networks" …, found {found}',
    '应为带有 "format"、"version"、"networks" 等字段的对象，现为 {found}',
  ],
  [
    'expected every name once in an object, found "{name}" twice, again at line {line}, column {column}; {rest}',
    '对象中的每个名称只能出现一次，但“{name}”出现了两次，第二次在第 {line} 行第 {column} 列；请删除或改名其中一个',
  ],
  ['expected at most {n}, found more; {rest}', '至多为 {n}，现已超出；请选择由 Ganvas 写出的文档'],
  // zod 的原因
  ['expected an object {"type": …} of {types}', '应为 {"type": …} 形式的对象，类型为 {types!}'],
  [
    'expected a number, an expression or a schedule {"type": …}',
    '应为数、表达式或调度 {"type": …}',
  ],
  ['expected as many values as iterations at which they begin', '值的个数应与起始迭代的个数相同'],
  ['expected exactly one of "steps" and "epochs"', '"steps" 和 "epochs" 应恰好给出一个'],
  ['expected a text that is not empty', '应为非空文本'],
  ['expected an http or https address', '应为 http 或 https 地址'],
  ['expected at most {n} characters', '最多 {n} 个字符'],
  ['expected at least {n} characters', '至少 {n} 个字符'],
  ['expected at most {n} entries', '最多 {n} 项'],
  ['expected at least {n} entries', '至少 {n} 项'],
  ['expected at least {n} entry', '至少 {n} 项'],
  ['expected at most {n}', '至多为 {n}'],
  ['expected at least {n}', '至少为 {n}'],
  ['expected a number or an expression', '应为数或表达式'],
  ['expected a whole number', '应为整数'],
  ['expected a number', '应为数'],
  ['expected a text', '应为文本'],
  ['expected true or false', '应为 true 或 false'],
  ['expected a list', '应为列表'],
  ['expected an object {…}', '应为对象 {…}'],
  ['expected another name', '应为其他名称'],
  ['expected "{values}', '应为 "{values!}'],
  ['{field}: {reason}, found nothing', '{field!}：{reason!}，现在缺失'],
  ['{field}: {reason}, found {found}', '{field!}：{reason!}，现为 {found}'],
  // 修复
  ['Remove the node', '移除该节点'],
  ['Remove the parameter', '移除该参数'],
  ['Remove the wire from {from} to {to}', '移除从 {from} 到 {to} 的连线'],
  ['Remove the wire from {from}', '移除来自 {from} 的连线'],
  ['Remove "{name}"', '移除“{name}”'],
  ['Remove {name}', '移除 {name}'],
  ['Call it "{name}"', '改名为“{name}”'],
  ['Do not train {name} here', '此处不训练 {name}'],
  ['Draw domain {domain} at {node}', '让 {node} 抽取 {domain} 域'],
  ['Flatten it first', '先展平'],
  ['Give no labels', '不给出标签'],
  ['Let it run after the other', '让它在另一个之后运行'],
  ['Make it {kind}', '改为 {kind!}'],
  ['Train {name} in {step} only', '只在 {step} 中训练 {name}'],
  ['Use {port}', '改用 {port}'],
  ['Write {value}', '写作 {value}'],
];

/** 句中的事实，自己不成句。 */
export const factForms: readonly SentenceForm[] = [
  // 句尾
  [' from "{text}" with {values}', '，来自“{text}”，其中 {values}'],
  [' from "{text}"', '，来自“{text}”'],
  [' (at {place})', '（位于 {place}）'],
  // 值的类型
  ['image [{shape}]', '图像 [{shape}]'],
  ['vector [{shape}]', '向量 [{shape}]'],
  ['tensor [{shape}]', '张量 [{shape}]'],
  ['label of {n} classes', '{n} 类标签'],
  ['a label of {n} classes', '{n} 类标签'],
  ['{a} or {b}', '{a!} 或 {b!}'],
  ['{a} to {b}', '{a} 到 {b}'],
];

/** 句中单独出现的词。 */
export const graphWords: Readonly<Record<string, string>> = {
  'one number': '一个数',
  image: '图像',
  vector: '向量',
  tensor: '张量',
  label: '标签',
  loss: '损失',
  input: '输入',
  output: '输出',
  network: '网络',
  block: '块',
  none: '无',
  document: '文档',
  'it has none': '无',
  'the objective': '目标图',
  'networks and blocks': '网络和块',
  'of that kind': '这样的',
  Infinity: '无穷大',
  '-Infinity': '负无穷大',
  NaN: '非数',
  Steps: '步数',
  Epochs: '轮次',
  'Sample every': '采样间隔',
  'Measure every': '测量间隔',
  'Checkpoint every': '保存间隔',
};
