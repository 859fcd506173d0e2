/** 目录中的短语（标签、帮助、选项、单位、分组）：以英文原文为键。一个测试保证没有遗漏。 */
import type { phrases as en } from '../en/kinds.ts';
import type { Translation } from '../translation.ts';

export const phrases: Translation<typeof en> = {
  Epsilon: 'ε',
  'Added to the variance.': '加到方差上。',
  Normalize: '归一化',
  'Off: the style is applied to the input as it is.': '关闭时，样式直接作用于原样的输入。',
  Inputs: '输入数',
  Mode: '模式',
  'Non-saturating': '非饱和',
  'Binary cross-entropy; the generator maximizes the probability that its samples are called real. The usual choice.':
    '二元交叉熵；生成器最大化其样本被判为真的概率。常用的选择。',
  Minimax: '极小极大',
  "The original game: the generator maximizes the discriminator's own loss. Its gradient vanishes when the discriminator is sure.":
    '最初的博弈：生成器最大化判别器自身的损失。判别器十分确信时，其梯度会消失。',
  'Least squares': '最小二乘',
  'Squared distance of the logits from the label.': 'logits 与标签之差的平方。',
  Wasserstein: 'Wasserstein',
  'The critic separates the means; it must be kept smooth, by weight clipping or a gradient penalty.':
    '评判器拉开两个均值；必须用权重裁剪或梯度惩罚使它保持平滑。',
  Hinge: '合页',
  'The discriminator stops caring about samples that it calls right by a margin of one.':
    '样本判对且间隔超过 1 之后，判别器不再理会它。',
  Relativistic: '相对',
  'Asks of pairs whether the real sample looks more real than the fake one. Both sides of the discriminator then say the same: give it one of them, or half of each.':
    '成对地判断真实样本是否比生成样本更真。此时判别器的两侧说的是同一件事：只用其中一侧，或各取一半。',
  'Relativistic average': '相对平均',
  'Asks whether real samples look more real than the average fake one, and the reverse; both sides read both logits.':
    '判断真实样本是否比平均的生成样本更真，以及反过来；两侧都读取两种 logits。',
  Side: '侧',
  'Discriminator, real': '判别器，真实侧',
  'Logits of real samples.': '真实样本的 logits。',
  'Discriminator, fake': '判别器，生成侧',
  'Logits of generated samples.': '生成样本的 logits。',
  Generator: '生成器',
  'Target label': '目标标签',
  'Empty: 1 for real and for the generator, 0 for fake. 0.9 for real is one-sided label smoothing. Not with Wasserstein and hinge.':
    '留空：真实侧和生成器为 1，生成侧为 0。真实侧取 0.9 即单侧标签平滑。不能与 Wasserstein 和合页同用。',
  'Flipped labels': '标签翻转',
  'Share of samples that get the label of the other side. Not with Wasserstein and hinge.':
    '得到另一侧标签的样本比例。不能与 Wasserstein 和合页同用。',
  Network: '网络',
  Flip: '翻转',
  'Mirrors one image in two left to right.': '每两张图像中有一张左右镜像。',
  Color: '颜色',
  'Brightness by up to a half, saturation up to double, contrast by up to a half. Images are expected in [−1, 1].':
    '亮度变化至多一半，饱和度至多加倍，对比度变化至多一半。图像取值应在 [−1, 1]。',
  Translation: '平移',
  'Moves by up to an eighth of height and width; zeros come in.':
    '至多平移高和宽的八分之一；空出处补零。',
  Cutout: '遮挡',
  'Zeroes a rectangle of half the height and width.': '把高和宽各一半的矩形置零。',
  Size: '大小',
  'Height and width of a window.': '窗口的高和宽。',
  elements: '个元素',
  Stride: '步长',
  'From one window to the next.': '从一个窗口到下一个的距离。',
  Padding: '填充',
  'Zeros around the image.': '图像周围的零。',
  Same: '相同（same）',
  'Output is input ÷ stride (× stride when transposed), as in TensorFlow: an odd element goes to the end.':
    '输出为输入 ÷ 步长（转置时 × 步长），与 TensorFlow 相同：多出的一个元素放在末端。',
  Valid: '不填充（valid）',
  'No padding.': '没有填充。',
  Explicit: '显式',
  "So many elements on each side; PyTorch's padding.": '每一边填充这么多元素；即 PyTorch 的填充。',
  Top: '上',
  Bottom: '下',
  Left: '左',
  Right: '右',
  'Count padding': '计入填充',
  'The zeros of the padding are part of the mean. Without it a window that reaches over the edge is the mean of what is there.':
    '填充的零计入平均值。关闭时，越过边缘的窗口只对实际存在的元素取平均。',
  Labels: '标签',
  'Takes labels instead of samples.': '接收标签而不是样本。',
  Momentum: '动量',
  'How much of the moving statistics stays at each batch; 0.9 is what PyTorch calls 0.1.':
    '每个批次后滑动统计量保留的比例；这里的 0.9 在 PyTorch 中写作 0.1。',
  Gain: '增益',
  'A learned factor per channel.': '每个通道一个学习的系数。',
  Bias: '偏置',
  'A learned offset per channel.': '每个通道一个学习的偏移。',
  'Gain initializer': '增益初始化',
  Zeros: '零',
  Ones: '一',
  Constant: '常数',
  Normal: '正态',
  'Truncated normal': '截断正态',
  'No value is more than two deviations from the mean.': '任何值与均值的距离都不超过两个标准差。',
  Uniform: '均匀',
  'Glorot uniform': 'Glorot 均匀',
  'Within ±√(6 / (fan-in + fan-out)); the default of Keras.':
    '在 ±√(6 / (fan-in + fan-out)) 之内；Keras 的默认值。',
  'Glorot normal': 'Glorot 正态',
  'Variance 2 / (fan-in + fan-out).': '方差为 2 / (fan-in + fan-out)。',
  'He uniform': 'He 均匀',
  'Within ±√(6 / fan-in).': '在 ±√(6 / fan-in) 之内。',
  'He normal': 'He 正态',
  'Variance 2 / fan-in.': '方差为 2 / fan-in。',
  Orthogonal: '正交',
  'PyTorch default': 'PyTorch 默认',
  'Uniform within ±1/√fan-in, kernel and bias alike.':
    '在 ±1/√fan-in 之内均匀分布，卷积核与偏置相同。',
  Value: '值',
  Mean: '均值',
  'Standard deviation': '标准差',
  Low: '下限',
  High: '上限',
  'Bias initializer': '偏置初始化',
  Parts: '份数',
  'All of one size.': '大小全部相同。',
  'Label smoothing': '标签平滑',
  'This share of every label is spread evenly over all classes.':
    '每个标签的这一比例平均分给所有类别。',
  Block: '块',
  Arguments: '实参',
  "Values for the block's own parameters; what is left out keeps the block's value.":
    '块自身参数的取值；未给出的保持块中的值。',
  Repeat: '重复',
  'Chains so many copies, output to input; the copy number i (from 0) may stand in the arguments. 0 is the identity.':
    '把这么多份首尾相接，输出接输入；实参中可以使用份的序号 i（从 0 起）。0 表示恒等。',
  copies: '份',
  Recompute: '重新计算',
  "Keeps only the block's inputs until the backward pass, and computes its layers once more there: less memory for more time, the same results. Every copy of a repeated block by itself; blocks inside belong to the outermost one.":
    '到反向传播之前只保留块的输入，届时把块内各层再计算一次：以更多时间换取更少内存，结果不变。重复的块逐份进行；内部的块随最外层的块一起。',
  Taps: '抽头',
  'The filter along one axis, divided by its sum; the image is filtered along both.':
    '沿一个轴的滤波器，除以其总和；图像沿两个轴滤波。',
  'Above 1 it also shrinks the image.': '大于 1 时还会缩小图像。',
  Axis: '轴',
  'Counted from 0 without the batch; empty is the last: channels of images, elements of vectors.':
    '从 0 起计，不含批次轴；留空为最后一个轴：图像的通道，向量的元素。',
  Classes: '类别数',
  'Rows of the tables of gains and biases.': '增益表和偏置表的行数。',
  Shape: '形状',
  'Height, width, channels; or one length for a vector; empty for one number for each sample.':
    '高、宽、通道；向量只写一个长度；留空表示每个样本一个数。',
  'Batch size': '批大小',
  "In the objective; empty is the document's batch size. In a network it is that of the network's inputs.":
    '用于目标图；留空为文档的批大小。在网络中则与网络输入的批大小相同。',
  samples: '个样本',
  Filters: '卷积核数',
  'Channels of the output.': '输出的通道数。',
  Kernel: '卷积核',
  'Height and width.': '高和宽。',
  'Kernel width': '卷积核宽',
  'Where it differs from the height; empty, kernel is both.': '与高不同时填写；留空则高宽相同。',
  'Stride width': '步长（宽）',
  'Where it differs from the height; empty, stride is both.':
    '与高方向不同时填写；留空则两个方向相同。',
  'Output padding': '输出填充',
  'Rows and columns added at the bottom and right, to choose among the sizes that the stride makes ambiguous. Not with "same" padding.':
    '在下方和右侧增加的行和列，用于在步长造成的多种可能大小中选择。不能与 same 填充同用。',
  'Output padding of the width': '输出填充（宽）',
  'Where it differs from the height; empty, output padding is both.':
    '与高方向不同时填写；留空则两个方向相同。',
  'Superfluous before a normalization.': '后面接归一化时是多余的。',
  'Kernel initializer': '权重初始化',
  'Spectral normalization': '谱归一化',
  'Divides the kernel by its largest singular value, which one power iteration per training step follows.':
    '把权重除以其最大奇异值，该值由每个训练步一次的幂迭代跟踪。',
  'Equalized learning rate': '均衡学习率',
  'The kernel starts as N(0, 1) ÷ multiplier, whatever its initializer, and is scaled at run time by gain ÷ √fan-in × multiplier.':
    '无论初始化方法为何，权重都从 N(0, 1) ÷ 倍率开始，运行时按 增益 ÷ √fan-in × 倍率 缩放。',
  'Learning-rate multiplier': '学习率倍率',
  'With equalized learning rate: how much faster this layer learns than the others; StyleGAN maps its latents with 0.01.':
    '使用均衡学习率时，本层学习比其他层快多少倍；StyleGAN 的映射网络取 0.01。',
  'With equalized learning rate: √2 keeps the variance before a rectifier, 1 before none.':
    '使用均衡学习率时：后接整流单元取 √2 可保持方差，否则取 1。',
  Dilation: '膨胀率',
  'From one element of the kernel to the next in the image: 2 sees twice as far with the same weights.':
    '卷积核相邻元素在图像中的间距：取 2 时同样的权重看得远一倍。',
  Groups: '组数',
  'Channels and filters fall into so many groups that do not see each other; must divide both.':
    '通道和卷积核分成这么多互不相见的组；必须能整除两者。',
  'Built-in data': '内置数据',
  'Generated data to use until your own is dropped here.': '在拖入自己的数据之前使用的生成数据。',
  Digits: '数字',
  'Drawn digits of ten classes, 28×28, gray.': '绘制的数字，十个类别，28×28，灰度。',
  Shapes: '图形',
  'Ten classes of shapes in many colors, 32×32.': '多种颜色的十类图形，32×32。',
  Faces: '人脸',
  'Cartoon faces, 64×64, in four classes: with and without glasses and hat.':
    '卡通人脸，64×64，四个类别：是否戴眼镜、是否戴帽子。',
  Seasons: '季节',
  'Landscapes, 128×128: A in summer, B in winter, none of them the same place.':
    '风景，128×128：A 为夏天，B 为冬天，没有相同的地点。',
  Outlines: '轮廓',
  'Pairs, 64×64: A is a line drawing, B the same thing in color.':
    '成对图像，64×64：A 为线稿，B 为同一物体的彩色图。',
  Textures: '纹理',
  'Pictures full of fine detail, 96×96, for more resolution.':
    '细节丰富的图片，96×96，用于提高分辨率。',
  Ring: '圆环',
  'Eight Gaussians on a circle.': '圆周上的八个高斯分布。',
  Grid: '网格',
  'Twenty-five Gaussians on a 5×5 grid.': '5×5 网格上的二十五个高斯分布。',
  'Swiss roll': '瑞士卷',
  'A spiral.': '一条螺旋线。',
  Takes: '取用',
  'Which part of the data this node gives.': '本节点给出数据的哪一部分。',
  All: '全部',
  'Every image, with its label where the data has labels.': '每张图像；数据有标签时连同标签。',
  A: 'A',
  'Domain A of unpaired data, or the first image of each pair.':
    '非成对数据的 A 域，或每对图像中的第一张。',
  B: 'B',
  'Domain B of unpaired data, or the second image of each pair.':
    '非成对数据的 B 域，或每对图像中的第二张。',
  Pairs: '成对',
  'Two images that belong together: ports for A and B.': '属于一对的两张图像：A 和 B 两个端口。',
  'Two resolutions': '两种分辨率',
  'Each image as it is and made smaller: ports for low and high.':
    '每张图像的原图和缩小图：low 和 high 两个端口。',
  Factor: '倍数',
  'Of two resolutions: each pixel of the low one is the mean of factor × factor pixels of the high one.':
    '用于两种分辨率：低分辨率的每个像素是高分辨率中 倍数 × 倍数 个像素的平均值。',
  '×': '×',
  Data: '数据',
  Images: '图像',
  Points: '点',
  Height: '高',
  pixels: '像素',
  Width: '宽',
  Channels: '通道数',
  '1 gray, 3 color.': '1 为灰度，3 为彩色。',
  Range: '取值范围',
  '−1 to 1': '−1 到 1',
  'For generators that end in tanh.': '用于以 Tanh 结尾的生成器。',
  '0 to 1': '0 到 1',
  'For generators that end in a sigmoid.': '用于以 Sigmoid 结尾的生成器。',
  Fit: '适配',
  'What happens to images of another form.': '如何处理其他形状的图像。',
  Crop: '裁剪',
  'Fills the frame and cuts what stands out.': '填满画框，裁去超出的部分。',
  Pad: '补边',
  'Fits inside the frame and fills the margin.': '完整放入画框，补齐边缘。',
  Stretch: '拉伸',
  'Changes the proportions.': '改变长宽比。',
  Resize: '先缩放到',
  'Images are first brought to this height (and the width that goes with it); height × width is then cut out of them: somewhere at random in training, the middle in views. Empty: nothing is cut.':
    '图像先缩放到这个高度（宽度按比例），再从中裁出 高 × 宽：训练时位置随机，视图中取中央。留空则不裁剪。',
  'Random flip': '随机翻转',
  'Mirrors each image left to right half of the time; both of a pair together.':
    '每张图像以一半的概率左右镜像；成对的两张一起翻转。',
  Dimensions: '维数',
  'Adds a port with the class of each sample.': '增加一个给出每个样本类别的端口。',
  'Of the labels.': '标签的类别数。',
  Drawn: '抽取',
  'Steps that read the same draw see the same values.': '读取同一次抽取的步骤看到相同的值。',
  'Once an iteration': '每次迭代一次',
  'All steps of an iteration share it, as DCGAN shares its noise.':
    '一次迭代的所有步骤共用，如 DCGAN 共用噪声。',
  'For each step': '每个步骤一次',
  'Every optimizer step draws its own.': '每个优化器步骤各自抽取。',
  'For each repeat': '每次重复一次',
  'Every repeat of a step draws its own, as WGAN does for its critic.':
    '步骤的每次重复各自抽取，如 WGAN 的评判器。',
  "Empty: the document's batch size.": '留空：文档的批大小。',
  Units: '单元数',
  'Length of the output vector.': '输出向量的长度。',
  Multiplier: '倍率',
  'Filters, and so channels of the output, for each channel of the input.':
    '每个输入通道的卷积核数，也就是对应的输出通道数。',
  Rate: '比率',
  'Probability that an element is dropped.': '元素被丢弃的概率。',
  Spatial: '按通道',
  "Drops whole channels of images, since neighbouring pixels tell each other's values: Dropout2d, SpatialDropout2D.":
    '丢弃图像的整个通道，因为相邻像素会透露彼此的值：即 Dropout2d、SpatialDropout2D。',
  Alpha: 'α',
  'Negative values approach minus this.': '负值趋近于它的相反数。',
  'Labels from 0 to one less; a label with more classes is refused.':
    '标签从 0 到它减一；类别更多的标签会被拒绝。',
  'Length of the vector.': '向量的长度。',
  Initializer: '初始化',
  Norm: '范数',
  Squared: '平方',
  'The squared length of the difference.': '差的长度的平方。',
  Absolute: '绝对值',
  'The sum of the absolute differences.': '差的绝对值之和。',
  Approximate: '近似',
  'By tanh, as some published weights were trained, instead of by the error function.':
    '用 tanh 近似而不是误差函数，某些公开的权重是这样训练的。',
  'The critic, whose gradient by its input is looked at.': '评判器，考察它对输入的梯度。',
  Input: '输入',
  'The input of the network by which its output is differentiated. Empty: the first.':
    '输出对网络的哪个输入求导。留空：第一个。',
  Output: '输出',
  'The output of the network that is differentiated, summed over its elements. Empty: the first.':
    '被求导的网络输出，对其元素求和。留空：第一个。',
  At: '取于',
  'Where the gradient is taken.': '在何处求梯度。',
  Between: '两者之间',
  'At a random point between a real and a generated sample, as WGAN-GP does.':
    '真实样本与生成样本之间的随机一点，如 WGAN-GP。',
  Real: '真实',
  'At real samples.': '在真实样本处。',
  Fake: '生成',
  'At generated samples.': '在生成样本处。',
  Center: '中心',
  'The length that is asked for: 1 in WGAN-GP, 0 for a zero-centered penalty.':
    '所要求的长度：WGAN-GP 为 1，零中心惩罚为 0。',
  "How long a sample's gradient is.": '如何计算样本梯度的长度。',
  Euclidean: '欧几里得',
  'Root of the sum of squares.': '平方和的平方根。',
  Largest: '最大值',
  'The largest absolute element.': '绝对值最大的元素。',
  'Added under the root, whose slope at zero is infinite.':
    '加在根号下，因为平方根在零处的斜率为无穷大。',
  'Must divide the number of channels.': '必须能整除通道数。',
  Delta: 'δ',
  'Differences up to this are squared, larger ones grow in a straight line.':
    '不超过它的差取平方，更大的按直线增长。',
  'How many earlier samples are remembered.': '记住多少个较早的样本。',
  'Swap probability': '交换概率',
  'Once the buffer is full: how often a sample changes places with one of it.':
    '缓冲区满后，样本与其中一个交换的概率。',
  'Height, width, channels for an image; one length for a vector; nothing for one number.':
    '图像写高、宽、通道；向量写一个长度；一个数则留空。',
  'With a number here the input is a label of so many classes, whatever the shape says.':
    '在此填入数字时，输入是具有这么多类别的标签，与形状无关。',
  'Normalized axes': '归一化的轴',
  'The whole sample; gain and bias for each element.': '整个样本；每个元素一个增益和偏置。',
  Last: '最后一个',
  'The features of each place, as transformers have it; gain and bias for each feature.':
    '每个位置的特征，如 Transformer；每个特征一个增益和偏置。',
  'A learned factor per normalized element.': '每个被归一化的元素一个学习的系数。',
  'A learned offset per normalized element.': '每个被归一化的元素一个学习的偏移。',
  Slope: '斜率',
  'Factor of negative values.': '负值的系数。',
  'Height, width and channels of an image; one number for a vector.':
    '图像写高、宽、通道；向量写一个数。',
  Amount: '比例',
  '0 gives in0, 1 gives in1. Unused where a wire brings the amount.':
    '0 给出 in0，1 给出 in1。由连线提供比例时不使用。',
  'The same rectangle in the middle of all.': '所有图像中央的同一个矩形。',
  'Random box': '随机矩形',
  'A rectangle anywhere.': '任意位置的矩形。',
  'Free strokes': '自由笔画',
  'Brush strokes anywhere.': '任意位置的画笔笔画。',
  "The rectangle's sides (the largest ones, where they are random) as a share of the image's; the longest stroke as one of the shorter side.":
    '矩形边长（随机时为最大边长）占图像边长的比例；最长笔画占短边的比例。',
  Smallest: '最小',
  'Of a random box: the smallest share of height and width.': '用于随机矩形：占高和宽的最小比例。',
  Strokes: '笔画数',
  'How many free strokes there are in each image.': '每张图像中有多少自由笔画。',
  Thickness: '粗细',
  'Of the thickest stroke, as a share of the shorter side; the thinnest has half of it.':
    '最粗笔画占短边的比例；最细的为其一半。',
  'Transpose in0': '转置 in0',
  'Its last two axes are exchanged.': '交换其最后两个轴。',
  'Transpose in1': '转置 in1',
  'Its last two axes are exchanged: queries times keys compares every two rows.':
    '交换其最后两个轴：查询乘以键，就比较了每两行。',
  Metric: '指标',
  'Sliced Wasserstein distance': '切片 Wasserstein 距离',
  'Mean distance of the sorted projections on random directions; images at several scales. Lower is better.':
    '在随机方向上投影并排序后的平均距离；图像取多个尺度。越低越好。',
  'Kernel distance': '核距离',
  'Unbiased squared maximum mean discrepancy of features. Near zero is best; not to be compared with values by other features.':
    '特征的无偏最大均值差异的平方。越接近零越好；不能与用其他特征得到的值比较。',
  'Fréchet distance': 'Fréchet 距离',
  'Distance of the normal distributions that fit the features. Lower is better. It depends on the features and on the number of samples, and is not the FID, which uses Inception features.':
    '拟合特征的两个正态分布之间的距离。越低越好。它取决于特征和样本数，并且不是使用 Inception 特征的 FID。',
  'Precision and recall': '精确率与召回率',
  'Share of generated samples that lie among the real ones, and of real ones that lie among the generated. Compares all pairs: four times as slow with twice the samples.':
    '落在真实样本之中的生成样本比例，以及落在生成样本之中的真实样本比例。要比较所有样本对：样本加倍，时间变为四倍。',
  'Distance between samples': '样本之间的距离',
  'Mean distance of pairs of generated samples over that of pairs of real ones: 1 is as varied as the data, near zero is a generator that has collapsed.':
    '生成样本两两之间的平均距离与真实样本两两之间的平均距离之比：1 表示与数据一样多样，接近零表示生成器已坍缩。',
  'Class agreement': '类别一致率',
  'Share of generated samples in which a classifier finds the class that was asked for. The classifier learns from the labelled data of the document, for some seconds, before the first measurement.':
    '分类器认出所要求类别的生成样本比例。首次测量之前，分类器用文档中带标签的数据学习几秒钟。',
  'Reconstruction error': '重建误差',
  'Mean absolute and root mean square difference of what belongs together, and the signal-to-noise ratio (PSNR) of images.':
    '对应样本之差的平均绝对值和均方根，以及图像的峰值信噪比（PSNR）。',
  'Cycle error': '循环误差',
  'Mean absolute difference of images and what comes back of them through both generators of a cycle, and the signal-to-noise ratio (PSNR).':
    '图像与依次经过循环中两个生成器后得到的图像之差的平均绝对值，以及峰值信噪比（PSNR）。',
  'What comes back of `real` from the one generator and then the other.':
    '`real` 先经过一个生成器、再经过另一个之后得到的结果。',
  'Modes covered': '覆盖的模式',
  'For mixtures of Gaussians in the plane: how many are hit, and the share of samples within three deviations of one.':
    '用于平面上的高斯混合：命中了多少个，以及落在某个高斯三个标准差以内的样本比例。',
  Samples: '样本数',
  Features: '特征',
  'What kernel distance, Fréchet distance, precision and recall compare images by. Vectors are compared as they are.':
    '核距离、Fréchet 距离、精确率与召回率据以比较图像的特征。向量按原样比较。',
  'Random network': '随机网络',
  'A fixed convolutional network with random weights, the same on every machine.':
    '一个权重随机的固定卷积网络，在每台机器上都相同。',
  Classifier: '分类器',
  'What a classifier sees before it decides. It learns from the labelled data of the document, for some seconds, before the first measurement.':
    '分类器作出判断之前所看到的内容。首次测量之前，它用文档中带标签的数据学习几秒钟。',
  'Own model': '自有模型',
  'A tf.js model that you load. Images are brought to the size that it takes.':
    '由你载入的 tf.js 模型。图像会调整到它所需的大小。',
  Model: '模型',
  'Loaded from its model.json and files of weights, chosen together. Its first output for an image is the features.':
    '由模型的描述文件和权重文件载入，两者要一起选择。它对图像的第一个输出就是特征。',
  'Takes pixels': '像素范围',
  'Of each kind. More are slower and less biased.': '每种各这么多。越多越慢，偏差越小。',
  Every: '每隔',
  'Takes part in every so-many-th measurement of the run.': '每隔这么多次测量参与一次。',
  measurements: '次测量',
  'Averaged weights': '平均权重',
  'Samples with the moving average of the weights where a step keeps one.':
    '若有步骤保存权重的滑动平均，就用它采样。',
  'Group size': '组大小',
  'How many samples are compared with each other; the largest divisor of the batch that is no larger.':
    '相互比较的样本数；取批大小不超过它的最大约数。',
  'How many are added; each tells of an equal part of the input channels.':
    '增加多少个；每个对应输入通道中相等的一部分。',
  Demodulate: '解调',
  'Divides each output channel by the norm of its scaled kernel; off for the layer that makes RGB.':
    '把每个输出通道除以其缩放后卷积核的范数；生成 RGB 的层应关闭。',
  'Adds a learned number to each channel as well, as StyleGAN does after its noise.':
    '同时给每个通道加上一个学习的数，如 StyleGAN 在噪声之后所做。',
  'One strength': '共用强度',
  'A single strength for all channels, as in StyleGAN2, instead of one for each.':
    '所有通道共用一个强度（如 StyleGAN2），而不是每个通道一个。',
  'One length for a latent vector; height, width, channels for an image.':
    '隐向量写一个长度；图像写高、宽、通道。',
  Distribution: '分布',
  'The length of the vector.': '向量的长度。',
  Trains: '训练',
  'The networks whose weights this step may change; all others stay as they are.':
    '本步骤可以改变权重的网络；其余网络保持不变。',
  'Loss weights': '损失权重',
  'One input port for each; the step minimizes the weighted sum. A weight may change with the iteration.':
    '每项一个输入端口；步骤最小化加权和。权重可以随迭代变化。',
  Linear: '线性',
  'In a straight line; held before the start and after the end.':
    '沿直线变化；开始之前和结束之后保持不变。',
  Cosine: '余弦',
  'Along half a cosine: slow, fast, slow.': '沿半个余弦：慢、快、慢。',
  Exponential: '指数',
  'By a constant factor each iteration.': '每次迭代乘以固定的系数。',
  Steps: '阶梯',
  'Jumps to the next value at each given iteration; may take another one at every so-many-th.':
    '在给定的迭代跳到下一个值；也可以每隔若干次迭代取另一个值。',
  From: '从',
  To: '到',
  Start: '开始',
  iterations: '次迭代',
  End: '结束',
  'From iteration': '起始迭代',
  'Except every': '例外间隔',
  'At iterations divisible by this the value is another one.': '迭代序号能被它整除时，取另一个值。',
  'Value then': '例外取值',
  'At the iterations that are the exception; unused without one.':
    '用于例外的迭代；没有例外时不使用。',
  Optimizer: '优化器',
  Adam: 'Adam',
  AdamW: 'AdamW',
  'Adam whose weight decay does not pass through its moments.': '权重衰减不经过矩估计的 Adam。',
  RMSProp: 'RMSProp',
  SGD: 'SGD',
  'Beta 1': 'β₁',
  'Decay of the mean of gradients; 0.5 is usual for GANs.': '梯度均值的衰减；GAN 常用 0.5。',
  'Beta 2': 'β₂',
  'Decay of the mean of squared gradients.': '梯度平方均值的衰减。',
  'Added to the root in the denominator, after the bias correction.':
    '偏差校正之后加到分母的平方根上。',
  'Weight decay': '权重衰减',
  'L2: this many times the weight is added to its gradient.': 'L2：把权重乘以它再加到梯度上。',
  'Decoupled: each update first shrinks the weight by this share of the learning rate.':
    '解耦：每次更新先按学习率的这一比例缩小权重。',
  Decay: '衰减',
  'Of the mean of squared gradients (alpha in PyTorch).':
    '梯度平方均值的衰减（PyTorch 中的 alpha）。',
  'Decay of the accumulated updates.': '累积更新量的衰减。',
  'Decay of the accumulated gradients.': '累积梯度的衰减。',
  Nesterov: 'Nesterov',
  'Looks ahead along the momentum.': '沿动量方向向前看一步。',
  'Learning rate': '学习率',
  Order: '顺序',
  'Lower runs first; steps of equal order take all their gradients before any is applied.':
    '小的先运行；顺序相同的步骤先求出全部梯度，再一起更新。',
  'How often in an iteration: the number of critic steps per generator step.':
    '每次迭代运行多少次：即每个生成器步骤对应的评判器步骤数。',
  'Runs only in every so-many-th iteration.': '每隔这么多次迭代才运行一次。',
  'Weight clipping': '权重裁剪',
  'Before each update all trained weights are clipped to ± this, as WGAN does.':
    '每次更新之前，把所有被训练的权重裁剪到 ± 该值之内，如 WGAN。',
  'Gradient clipping': '梯度裁剪',
  'Gradients whose common norm is larger are scaled down to it.': '总范数更大的梯度缩小到该值。',
  'Moving average': '滑动平均',
  'Keeps an average of the trained weights with this decay, to sample from.':
    '以该衰减系数保存所训练权重的滑动平均，用于采样。',
  Reflect: '反射',
  'The inside mirrored at the border, the outermost elements not doubled.':
    '以边界为镜反射内部，最外侧的元素不重复。',
  Replicate: '复制',
  'The outermost elements repeated.': '重复最外侧的元素。',
  'The generator (its synthesis part): latents in, images out.':
    '生成器（的合成部分）：输入隐变量，输出图像。',
  'How far the average length moves towards that of each batch.':
    '平均长度每个批次向该批次移动的程度。',
  Axes: '轴',
  'Which axis of the input comes first, second, …; counted from 0 without the batch.':
    '输入的哪个轴排第一、第二……；从 0 起计，不含批次轴。',
  'Added to the average square.': '加到均方上。',
  'How many times the height and the width; the channels become fewer by its square.':
    '高和宽各放大多少倍；通道数按其平方减少。',
  Reverse: '反向',
  'Pixels become channels: the image shrinks by the factor and loses nothing.':
    '像素变成通道：图像按倍数缩小，没有任何损失。',
  'One slope': '共用斜率',
  'One slope for the whole layer instead of one per channel.':
    '整层共用一个斜率，而不是每个通道一个。',
  Rows: '行',
  'One input port for each; the text labels its row of the sheet.':
    '每行一个输入端口；文字是样本图中该行的名称。',
  Columns: '列数',
  'Samples in each row.': '每行的样本数。',
  'One column per class': '每类一列',
  'Random labels go through the classes along each line, with the same noise in all of a line.':
    '随机标签沿每一行依次取各个类别，同一行的噪声相同。',
  'The discriminator, whose gradient by its input is penalized.': '判别器，惩罚它对输入的梯度。',
  'Counted from 0 without the batch: 0 and 1 are the rows and columns of an image, 2 its channels.':
    '从 0 起计，不含批次轴：0 和 1 是图像的行和列，2 是通道。',
  Method: '方法',
  Sum: '求和',
  'Of equal elements the first gets the gradient.': '有多个相等元素时，梯度传给第一个。',
  'Keep the axes': '保留轴',
  'With length 1, so that the result can be multiplied with what it was made of.':
    '长度为 1，使结果可以与原张量相乘。',
  'Of each kind.': '每种各这么多。',
  'Both axes run from − this to + this.': '两个坐标轴都从负的该值到正的该值。',
  'Counted in iterations from the start of the training.': '从训练开始起按迭代计。',
  Reduction: '压缩比',
  'The maps that are compared and mixed have so many times fewer channels than the image; the paper takes 8.':
    '相互比较和混合的特征图，通道数比图像少这么多倍；论文取 8。',
  'Reduction of values': '值的压缩比',
  "Of the maps that are mixed, where it is another one: 2 in the authors' code and in BigGAN.":
    '被混合的特征图的压缩比（若不同）：作者的代码和 BigGAN 取 2。',
  'Pool keys and values': '池化键和值',
  "Every pixel looks at the largest of each 2×2 pixels, a quarter of the memory: the authors' code and BigGAN.":
    '每个像素只看每 2×2 像素中的最大值，内存降为四分之一：作者的代码和 BigGAN 如此。',
  'Counted from 0 without the batch: 2 is the channels of an image.':
    '从 0 起计，不含批次轴：2 是图像的通道。',
  Length: '长度',
  'Drop the axis': '去掉该轴',
  'Of length 1, the axis is taken away: a row of a table becomes a vector.':
    '长度为 1 时去掉该轴：表的一行变成向量。',
  Layers: '层数',
  'How many style inputs the synthesis network has.': '合成网络有多少个样式输入。',
  Probability: '概率',
  'How often a batch is mixed in training.': '训练时批次被混合的概率。',
  Crossover: '交叉层',
  'The first layer that takes the second latent, always. Empty: at random in training, none when sampling.':
    '始终从这一层起使用第二个隐变量。留空：训练时随机，采样时不混合。',
  'Truncation ψ': '截断 ψ',
  'How far from the mean samples may be: 1 changes nothing, 0 gives the mean alone.':
    '样本可以离均值多远：1 不作改变，0 只给出均值。',
  'How much of the running mean stays at each batch.': '每个批次后滑动均值保留的比例。',
  'Of latents with one row for each layer only so many first ones are truncated. Empty: all.':
    '每层一行的隐变量只截断前面这么多行。留空：全部。',
  'How many times the height and the width.': '高和宽各放大多少倍。',
  Nearest: '最近邻',
  'Every element becomes a square of equal ones.': '每个元素变成一个由相同元素组成的方块。',
  Bilinear: '双线性',
  "Straight lines between the centres of elements: PyTorch's align_corners=False.":
    '元素中心之间按直线插值：即 PyTorch 的 align_corners=False。',
  'Align corners': '对齐角点',
  'Bilinear only: the outermost elements stay in the corners, the others spread between them.':
    '仅用于双线性：最外侧的元素留在角上，其余的均匀分布在它们之间。',
  'Two numbers per channel of the image.': '图像的每个通道两个数。',
  'One for each class.': '每个类别一个。',
  'One number for each sample.': '每个样本一个数。',
  '1 where pixels are missing.': '缺失的像素为 1。',
  '1 where pixels are known: one minus the mask.': '已知的像素为 1：即一减去掩码。',
  'The class that was asked for.': '所要求的类别。',
  'Sample by sample what `real` should be.': '逐个样本与 real 对应的重建。',
  'A factor for each channel of the image.': '图像的每个通道一个系数。',
  Structure: '结构',
  'Dense and convolution': '全连接与卷积',
  Normalization: '归一化',
  Activation: '激活函数',
  Regularization: '正则化',
  Combine: '组合',
  Source: '数据来源',
  Use: '使用',
  Loss: '损失',
  Step: '步骤',
  View: '视图',
  'Squared error': '平方误差',
  'Height, width, channels; or one length for a vector.': '高、宽、通道；向量只写一个长度。',
  'Samples of the data.': '数据中的样本。',
  'Generated samples.': '生成的样本。',
};
