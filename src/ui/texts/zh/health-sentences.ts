/** 健康检查的发现与建议：英文原句与中文。 */
import type { SentenceForm } from '../sentences.ts';

const PENALTY = 'add a gradient penalty to the losses of "{step}"';

export const healthSentences: readonly SentenceForm[] = [
  // 推迟的指标
  [
    'The metrics of step {step} were not measured: {why}. The run goes on without them.',
    '第 {step} 步的指标未能测出：{why!}。训练不受影响，继续进行。',
  ],
  // 判别器占优
  [
    'The discriminator wins: around "{node}" it loses {score} in the median of the latest steps, where guessing loses {chance}, and the generator loses {answer}. The generator has little left to learn from.',
    '判别器已占绝对优势：最近若干步中“{node}”一侧损失的中位数为 {score}（随机猜测为 {chance}），而生成器的损失为 {answer}。生成器几乎学不到什么了。',
  ],
  [
    'The discriminator wins: around "{node}" it loses {score} in the median of the latest steps, where guessing loses {chance}. The generator has little left to learn from.',
    '判别器已占绝对优势：最近若干步中“{node}”一侧损失的中位数为 {score}（随机猜测为 {chance}）。生成器几乎学不到什么了。',
  ],
  [
    'Train "{step}" less often than {n} × an iteration, lower its learning rate ({rate} now), or {calm}.',
    '让“{step}”每次迭代少于 {n} 次、降低其学习率（现为 {rate}），或{calm!}。',
  ],
  [
    'Lower the learning rate of "{judge}" ({rate} now), raise that of "{maker}", or {calm}.',
    '降低“{judge}”的学习率（现为 {rate}）、提高“{maker}”的学习率，或{calm!}。',
  ],
  [
    'Lower the learning rate of "{judge}" ({rate} now), or {calm}.',
    '降低“{judge}”的学习率（现为 {rate}），或{calm!}。',
  ],
  [PENALTY, '给“{step}”的损失加上梯度惩罚'],
  ['raise the weight of the penalty "{node}"', '增大惩罚项“{node}”的权重'],
  // 判别器落败
  [
    'The critic takes generated samples for more real than real ones: its loss around "{node}" is {score} in the median of the latest steps, where it should be below zero.',
    '评判网络认为生成样本比真实样本更真实：最近若干步中“{node}”一侧损失的中位数为 {score}，而它本应小于零。',
  ],
  [
    'The discriminator does worse than guessing: around "{node}" it loses {score} in the median of the latest steps, where guessing loses {chance}.',
    '判别器还不如随机猜测：最近若干步中“{node}”一侧损失的中位数为 {score}，随机猜测为 {chance}。',
  ],
  [
    'Train "{judge}" more often ({n} × an iteration now) or raise its learning rate ({rate} now), or lower that of "{maker}".',
    '让“{judge}”训练得更频繁（现为每次迭代 {n} 次）、提高其学习率（现为 {rate}），或降低“{maker}”的学习率。',
  ],
  [
    'Train "{judge}" more often ({n} × an iteration now) or raise its learning rate ({rate} now).',
    '让“{judge}”训练得更频繁（现为每次迭代 {n} 次），或提高其学习率（现为 {rate}）。',
  ],
  // 坍缩
  [
    'The samples of "{node}" are nearly all alike: {n} of them lie {share} % as far apart as real ones do.',
    '“{node}”的样本几乎完全相同：{n} 个样本之间的距离仅为真实样本的 {share} %。',
  ],
  [
    'Lower the learning rate of "{step}", give the discriminator a layer of minibatch standard deviation, or add a gradient penalty; then train from an earlier checkpoint.',
    '降低“{step}”的学习率、给判别器加一层小批量标准差，或加上梯度惩罚；然后从更早的检查点开始训练。',
  ],
  [
    'Go back to an earlier checkpoint, and give the discriminator a layer of minibatch standard deviation.',
    '回到更早的检查点，并给判别器加一层小批量标准差。',
  ],
  // 失活、梯度
  [
    'Units are dead: {share} % of the channels of "{layer}" in the network "{network}" are zero for every sample, and so it is in {more} more of the layers of "{node}". Nothing before them learns.',
    '单元失活：网络“{network}”中“{layer}”有 {share} % 的通道对所有样本都为零，“{node}”中另有 {more} 层也是如此，其前面的部分学不到东西。',
  ],
  [
    'Units are dead: {share} % of the channels of "{layer}" in the network "{network}" are zero for every sample, so nothing before them learns.',
    '单元失活：网络“{network}”中“{layer}”有 {share} % 的通道对所有样本都为零，其前面的部分学不到东西。',
  ],
  [
    'Use leaky ReLU there, lower the learning rate of "{step}", or let the biases before it begin at zero.',
    '在那里改用 Leaky ReLU、降低“{step}”的学习率，或让其前面的偏置从零开始。',
  ],
  [
    'Gradients vanish in the network "{network}": at "{layer}" they are {rms} in the root mean square, and {n} of its layers hardly move.',
    '网络“{network}”中梯度消失：“{layer}”处梯度的均方根为 {rms}，有 {n} 层几乎不动。',
  ],
  [
    'Put normalisation between the layers, use ReLU or leaky ReLU in place of sigmoid and tanh inside the network, or use fewer layers.',
    '在各层之间加入归一化、在网络内部用 ReLU 或 Leaky ReLU 代替 sigmoid 和 tanh，或减少层数。',
  ],
  [
    'Gradients explode in the network "{network}": at "{layer}" they are {rms} in the root mean square, and {n} of its layers are shaken so.',
    '网络“{network}”中梯度爆炸：“{layer}”处梯度的均方根为 {rms}，有 {n} 层如此。',
  ],
  [
    'Clip the gradients of "{step}", lower its learning rate ({rate} now), or put normalisation between the layers.',
    '裁剪“{step}”的梯度、降低其学习率（现为 {rate}），或在各层之间加入归一化。',
  ],
  // 振荡、裁剪、内存
  [
    'The loss "{node}" swings: it crossed its own mean {n} times lately, by {swing} % of its size.',
    '损失“{node}”来回振荡：近来 {n} 次越过自身的均值，幅度为其大小的 {swing} %。',
  ],
  [
    'The distance of the critic around "{node}" swings: it crossed its own mean {n} times lately, by {swing} % of its size.',
    '“{node}”处评判网络给出的距离来回振荡：近来 {n} 次越过自身的均值，幅度为其大小的 {swing} %。',
  ],
  [
    'Lower the learning rate of "{steps}", use less momentum (beta 1 of 0 to 0.5), or add a gradient penalty.',
    '降低“{steps}”的学习率、减小动量（beta 1 取 0 到 0.5），或加上梯度惩罚。',
  ],
  [
    '{share} % of the weights that "{node}" trains lie at the bound of ±{bound} where they are clipped.',
    '“{node}”所训练的权重有 {share} % 处在裁剪界限 ±{bound} 上。',
  ],
  [
    'No gradient of "{node}" fits into half precision: {skipped} of its updates were skipped, though its loss is scaled by no more than {scale}.',
    '“{node}”的梯度都超出半精度的范围：损失的缩放系数已降到 {scale}，仍有 {skipped} 次更新被跳过。',
  ],
  [
    'Set the precision to float32 in the training settings, or clip the gradients of "{node}" and keep what enters its losses small.',
    '请在训练设置中把精度设为 float32，或裁剪“{node}”的梯度，并让进入其损失的数值保持较小。',
  ],
  [
    'Raise the bound of "{node}", lower its learning rate ({rate} now), or use a gradient penalty in place of clipping.',
    '放宽“{node}”的裁剪界限、降低其学习率（现为 {rate}），或用梯度惩罚代替裁剪。',
  ],
  [
    'Memory is nearly full: {used} of at most {limit} are in use. The largest layer is "{layer}" in the network "{network}", which gives {bytes} for a batch.',
    '内存即将用尽：至多 {limit}，已用 {used}。最大的层是网络“{network}”中的“{layer}”，每批输出 {bytes}。',
  ],
  [
    'One array is nearly as large as the device allows: {used} of at most {limit}. The largest layer is "{layer}" in the network "{network}", which gives {bytes} for a batch.',
    '单个数组已接近设备允许的上限：至多 {limit}，已达 {used}。最大的层是网络“{network}”中的“{layer}”，每批输出 {bytes}。',
  ],
  [
    'Choose a smaller batch or profile, or give that layer fewer channels. A run that gets no more memory stops; its last checkpoint is kept.',
    '请选择更小的批量或配置，或减少该层的通道数。得不到更多内存的训练会停止，其最后一个检查点会保留。',
  ],
  // 非有限的数
  [
    'Numbers stopped being finite at step {n}, beginning with {what}.',
    '第 {n} 步出现了非有限的数，最先出现在{what!}。',
  ],
  [
    'Lower the learning rates, clip gradients, or keep what enters there small.',
    '降低学习率、裁剪梯度，或让进入该处的数保持较小。',
  ],
  [
    'Lower the learning rate of "{step}", clip its gradients, or keep what enters there small.',
    '降低“{step}”的学习率、裁剪其梯度，或让进入该处的数保持较小。',
  ],
  [
    'the output of the layer "{layer}" in the network "{network}"',
    '网络“{network}”中层“{layer}”的输出',
  ],
  ['the output of the node "{node}"', '节点“{node}”的输出'],
  [
    'the gradient of "{weight}" in the network "{network}", taken by "{step}"',
    '“{step}”对网络“{network}”中“{weight}”求得的梯度',
  ],
  [
    'the weight "{weight}" in the network "{network}", as "{step}" updated it',
    '“{step}”更新后网络“{network}”中的权重“{weight}”',
  ],
];
