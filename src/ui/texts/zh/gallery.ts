/** 预设库，以及首次访问时的选择。 */
import type { gallery as en } from '../en/gallery.ts';
import type { Translation } from '../translation.ts';

export const gallery: Translation<typeof en> = {
  title: '预设',
  lead: '每个预设都连同数据打开在自己的标签页中，随时可以训练。也可以把卡片拖到画布上。',
  search: '搜索预设',
  family: '类别',
  all: '全部',
  families: {
    first: '入门',
    conditional: '条件生成',
    wasserstein: 'Wasserstein',
    twoWay: '双向',
    style: '样式',
    images: '图像到图像',
    more: '其他',
  },
  lines: {
    ring: '点必须找到圆周上的八团。几秒钟即可训练。',
    'gan-mlp': '两个小的全连接网络：一个画数字，一个评判。',
    dcgan: '带步长的卷积与批归一化，让图像生成真正可行。',
    cgan: '按要求画出类别，类别由嵌入给出。',
    acgan: '判别器还必须说出所见图像的类别。',
    wgan: '裁剪权重的评判器，其损失说明样本有多远。',
    'wgan-gp': '用评判器斜率的惩罚代替裁剪。',
    bigan: '编码器学习从图像回到编码的路。',
    stylegan: '噪声变成样式，设定每一层。',
    'stylegan-growing': '同上，但从 4×4 起逐级增长，每个尺寸逐渐淡入。',
    pix2pix: '由 U-Net 从成对样本学习把一张图片变成另一张。',
    cyclegan: '无需成对样本，在两类图片之间往返。',
    'cyclegan-monet': '如教程所讲，把照片变成画作。',
    inpaint: '补全图片中被挖去的部分。',
    srgan: '放大四倍，并补出丢失的细节。',
  },
  trainedOn: {
    ring: '高斯圆环',
    fashion: 'Fashion-MNIST',
    mnist: 'MNIST',
    emojiPairs: '成对的表情符号',
    emoji: '两种风格的表情符号（非成对）',
    seasons: '生成的风景',
    textures: '生成的纹理',
    twemoji: '表情符号',
  },
  picture: (name, data, steps) => `${name} 在${data}上训练 ${steps} 步后的结果`,
  parameters: (count) => `${count} 个参数`,
  time: (duration) => `≈ ${duration}`,
  timeHelp: (steps, backend) => `laptop 配置的 ${steps} 步，以 ${backend} 测得`,
  none: (query) => `没有叫“${query}”的预设。试试 GAN、style、数字或年份。`,
  count: (count) => `${count} 个预设`,
  empty: {
    objective: '空白实验',
    objectiveText:
      '从预设开始，把图文件拖到这里，或从左侧的节点面板添加数据、噪声和网络。导览会带你搭建第一个 GAN。',
    network: '空白网络',
    block: '空白块',
    networkText: (keys) =>
      `从左侧的节点面板添加层，或按 ${keys} 输入名称。输入和输出节点就是它的端口。`,
  },
  welcome: {
    title: '欢迎使用 Ganvas',
    text: (name) =>
      `${name} 及其数据已在画布上，随时可以学习：按“训练”，就能在这里看到样本出现。一切都在本页面中运行。`,
    textEmpty:
      '在画布上搭建 GAN，或从预设开始，然后按“训练”，就能在这里看到样本出现。一切都在本页面中运行。',
    textBroken: (name) =>
      `${name} 已在画布上。“问题”面板会说明还缺什么；之后按“训练”，就能在这里看到样本出现。一切都在本页面中运行。`,
    tour: '开始导览',
    tourHelp: '三分钟',
    preset: '载入预设',
    empty: '空白画布',
    file: '打开文件',
    dismiss: '不再显示',
  },
};
