/** 数据的读取与适配：英文原句与中文。 */
import type { SentenceForm } from '../sentences.ts';

export const dataSentences: readonly SentenceForm[] = [
  // 节点与数据不符
  ['This node takes {wants}, and the data holds {type}.', '此节点接收{wants!}，而数据是{type!}。'],
  [
    'This node takes single images, and the data holds pairs. Set what the node takes to a side or to both.',
    '此节点接收单张图像，而数据是成对的。请把节点的“取用”设为其中一侧或两侧。',
  ],
  [
    'This node takes domain {x}, and the data holds one set of images. Bring folders trainA and trainB, or pairs.',
    '此节点接收 {x} 域，而数据只有一组图像。请提供 trainA 和 trainB 文件夹，或成对图像。',
  ],
  [
    'This node takes pairs, and the data holds none. Bring pictures with both images side by side.',
    '此节点接收成对图像，而数据中没有。请提供两张并排的图片。',
  ],
  [
    'This node gives labels, and the data has none. Bring images in a folder for each class, or turn the labels of the node off.',
    '此节点给出标签，而数据没有标签。请按每类一个文件夹提供图像，或关闭节点的标签。',
  ],
  [
    'This node has {n} classes, and the data {m}. Set the classes of the node to {again}.',
    '此节点有 {n} 个类别，而数据有 {m} 个。请把节点的类别数设为 {again}。',
  ],
  ['points of {n} dimensions', ' {n} 维的点'],
  // 进行中
  ['Bringing back {name} …', '正在恢复 {name} …'],
  ['Reading {n} files …', '正在读取 {n} 个文件…'],
  ['Reading {name} …', '正在读取 {name} …'],
  ['Unpacking {name} …', '正在解包 {name} …'],
  ['Decoding images …', '正在解码图像…'],
  [
    'The data "{name}" is no longer in this browser, so the built-in data is used. Drop {files} again.',
    '数据“{name}”已不在本浏览器中，因此改用内置数据。请重新拖入 {files}。',
  ],
  [
    'Could not go on with the run: its data "{name}" is no longer in this browser. Drop {files} again and start a new run.',
    '无法继续训练：其数据“{name}”已不在本浏览器中。请重新拖入 {files} 并开始新的训练。',
  ],
  [
    'The worker stopped while it read the data. Try once more.',
    '读取数据时工作线程停止了。请再试一次。',
  ],
  ['The reading was given up.', '读取已取消。'],
  // 略去的文件
  [
    '"{path}" was left out: it is {size} pixels, and the pairs around it are twice as wide as high.',
    '已略去“{path}”：其大小为 {size} 像素，而其余成对图片的宽是高的两倍。',
  ],
  [
    '"{path}" was left out: the browser could not hand it to a decoder ({why}). Close other pages or bring fewer images, and try again.',
    '已略去“{path}”：浏览器无法把它交给解码器。请关闭其他页面或减少图像，再试一次。',
  ],
  [
    '"{path}" was left out: a decoder of the browser stopped at it or at one beside it ({why}). Make large images smaller and bring them again.',
    '已略去“{path}”：浏览器的解码器在它或相邻图像处停止。请缩小大图像后重新提供。',
  ],
  ['"{path}" was left out: {reason}.', '已略去“{path}”：{reason!}。'],
  ['Reading "{name}" failed: {why}.', '读取“{name}”失败：{why!}。'],
  [
    'Reading "{path}": the browser refused ({why}). If the file has changed or moved on disk, bring it again.',
    '读取“{path}”：浏览器拒绝了。如果文件已改动或移动，请重新提供。',
  ],
  [
    'Reading "{path}": expected a zip archive, but {rest}',
    '读取“{path}”：应为 zip 压缩包，但{rest!}',
  ],
  [
    'Reading "{path}": expected a tar archive, but no file in it could be found. It is cut short, damaged or empty; download or copy it again, or unpack it and bring the folder.',
    '读取“{path}”：应为 tar 包，但其中找不到文件。它被截断、损坏或是空的；请重新下载或复制，或解包后提供文件夹。',
  ],
  [
    'Reading "{name}": expected an IDX file, but the file is empty. Download or copy it again.',
    '读取“{name}”：应为 IDX 文件，但文件是空的。请重新下载或复制。',
  ],
  [
    'Reading "{name}": expected an IDX file, which starts with 00 00 08 03 (images) or 00 00 08 01 (labels), but {found}. Choose the files named like "{example}".',
    '读取“{name}”：应为以 00 00 08 03（图像）或 00 00 08 01（标签）开头的 IDX 文件，但不是。请选择类似“{example}”的文件。',
  ],
  [
    'Reading "{name}": the header promises {what}, {n} bytes, but the file ends after {m}. It is cut short; download or copy it again.',
    '读取“{name}”：文件头声明 {n} 字节，但文件只有 {m} 字节。它被截断了；请重新下载或复制。',
  ],
  [
    'Reading "{name}": the header promises {what}, {n} bytes, but the file has {m}. Header and content do not belong together; make or download the file again.',
    '读取“{name}”：文件头声明 {n} 字节，但实际不同。文件头与内容不相符；请重新制作或下载。',
  ],
  [
    'Reading "{name}": expected a header of {n} bytes, but the file ends after {m}. It is cut short; download or copy it again.',
    '读取“{name}”：文件头应有 {n} 字节，但文件只有 {m} 字节。它被截断了；请重新下载或复制。',
  ],
  [
    'Reading "{name}": {rest}',
    '无法读取“{name}”：文件损坏、被截断、过大，或不是所期望的格式。请重新下载、复制或换用较小的数据。',
  ],
  [
    'Unpacking "{name}": the gzip data breaks off or is damaged {rest}',
    '解包“{name}”：gzip 数据中断或损坏。请重新下载或复制。',
  ],
  [
    '"{path}" {what}, not a PNG, JPEG or WebP. Convert it to one of these.',
    '“{path}”不是 PNG、JPEG 或 WebP 图像。请转换为其中一种。',
  ],
  ['"{path}" is cut short. Download or copy it again.', '“{path}”被截断了。请重新下载或复制。'],
  ['"{path}" is cut short: {rest}', '“{path}”被截断了。请重新下载或复制。'],
  ['"{path}" is damaged: {rest}', '“{path}”已损坏，无法解码。请重新下载或复制。'],
  ['"{path}" is empty.', '“{path}”是空的。'],
  ['"{path}" is encrypted. {rest}', '“{path}”已加密。请用密码解包，再提供文件夹。'],
  [
    '"{path}" is packed by method {n}, and only stored and deflated files can be read. Pack the archive anew as a plain zip.',
    '“{path}”以方法 {n} 压缩，只能读取存储和 deflate 的文件。请重新打包为普通 zip。',
  ],
  [
    '"{path}" says that it is {size} pixels. The file is damaged.',
    '“{path}”声明其大小为 {size} 像素。文件已损坏。',
  ],
  [
    '"{path}" is a {format} of {size} pixels, more than the {n} that are decoded at once. Make it smaller.',
    '“{path}”是 {size} 像素的 {format}，超过一次可解码的 {n} 像素。请缩小它。',
  ],
  [
    '"{path}" is an interlaced PNG, which cannot be read row by row. Save it without interlacing.',
    '“{path}”是隔行 PNG，无法逐行读取。请另存为非隔行。',
  ],
  [
    '"{path}" is {n} pixel wide and cannot be a pair.',
    '“{path}”只有 {n} 像素宽，不可能是一对图像。',
  ],
  [
    '"{path}" is a sprite of {n} images of {size} pixels, more than the {m} bytes that are unpacked at once. Bring it in parts.',
    '“{path}”是由 {n} 张 {size} 像素图像组成的拼图，超过一次可解包的 {m} 字节。请分批提供。',
  ],
  [
    '"{path}" unpacks to more than the {n} GB that are unpacked at once. Unpack it, and bring the folder or a zip.',
    '“{path}”解包后超过一次可处理的 {n} GB。请先解包，再提供文件夹或 zip。',
  ],
  [
    '"{path}" holds {n}, more than the {m} that can be read at once. Bring a smaller part of the data.',
    '“{path}”有 {n}，超过一次可读取的 {m}。请提供数据的较小部分。',
  ],
  [
    '"{path}" holds {n} MB, more than the {m} that one image may have. Make it smaller.',
    '“{path}”有 {n} MB，超过单张图像允许的 {m} MB。请缩小它。',
  ],
  [
    '"{path}" is cut short or damaged. The {n} files before the break were found; download or copy it again to have all.',
    '“{path}”被截断或损坏。断点之前的 {n} 个文件可用；请重新下载或复制以取得全部。',
  ],
  [
    '"{path}" has no directory at its end: it is cut short. The {n} files before the break were found; download or copy it again to have all.',
    '“{path}”末尾没有目录：它被截断了。断点之前的 {n} 个文件可用；请重新下载或复制以取得全部。',
  ],
  [
    'Batches of "{name}" need a batch size of 1 or more, found {n}. Set the batch size to a whole number.',
    '“{name}”的批大小至少为 1，现为 {n}。请把批大小设为整数。',
  ],
  [
    '"{name}" holds no items{rest}',
    '“{name}”中没有该数据集节点所取用的样本。请选择至少有一个样本的数据。',
  ],
  [
    'There is no built-in data named "{name}". Choose one of {others}.',
    '没有名为“{name}”的内置数据。可选：{others}。',
  ],
  [
    '"{path}": expected a {kind} file with labels 0 to {most}, but image {i} is labelled {label}. {rest}',
    '“{path}”：应为标签 0 到 {most} 的 {kind} 文件，但第 {i} 张图像的标签为 {label}。文件已损坏或属于另一数据集；请重新下载。',
  ],
  [
    '"{image}" holds {n} images, but "{path}" has {m} bytes: {rest}',
    '“{image}”有 {n} 张图像，而“{path}”有 {m} 字节，两者不相符。请提供这些图像的标签。',
  ],
  [
    '"{path}" is no one-hot file of {n} classes: {rest}',
    '“{path}”不是 {n} 类的独热标签文件。请提供与图像对应的标签。',
  ],
  // 整批数据
  [
    'There are images of domain {a} to train on, and none of domain {b}, so all are one set. For two domains bring the folders trainA and trainB.',
    '只有 {a} 域的训练图像，没有 {b} 域的，因此全部作为一组。要有两个域，请提供 trainA 和 trainB 文件夹。',
  ],
  [
    'No image of domain {x} could be used, so all others are one set. Mend the files of that domain and bring all again.',
    '{x} 域没有可用的图像，因此其余的作为一组。请修复该域的文件并重新提供全部。',
  ],
  [
    'The images lie in {n} folders, more than the {m} classes that a dataset node can have, so the folders were not taken for classes.',
    '图像位于 {n} 个文件夹中，超过数据集节点允许的 {m} 个类别，因此文件夹不作为类别。',
  ],
  [
    "{n} images of {size} need {mb} MB, more than the {most} that fit in memory. Make the dataset node's height and width smaller, or bring at most {fit} images.",
    '{n} 张 {size} 的图像需要 {mb} MB，超过内存可容纳的 {most} MB。请减小数据集节点的高和宽，或最多提供 {fit} 张图像。',
  ],
  [
    'No image could be used from {what}. {rest}',
    '没有可用的图像。需要的是放在文件夹或 zip 中的图像（PNG、JPEG、WebP），IDX 文件，CIFAR-10 批次，或带标签的拼图。',
  ],
  [
    'No files were given. {rest}',
    '没有给出文件。请提供放在文件夹或 zip 中的图像（PNG、JPEG、WebP），MNIST 的 IDX 文件，CIFAR-10 批次，或带标签的拼图。',
  ],
  [
    'Found labels ({labels}) but no images to go with them. {rest}',
    '找到了标签（{labels}），但没有对应的图像。请同时提供图像文件。',
  ],
  [
    'Found two files of images, "{a}" and "{b}", and cannot tell which to train on. Bring one of them with its labels.',
    '找到两个图像文件“{a}”和“{b}”，无法判断用哪个训练。请只提供其中一个及其标签。',
  ],
  [
    'Found {n} files of labels for "{name}" and cannot tell which belongs to it. Bring one of them.',
    '为“{name}”找到 {n} 个标签文件，无法判断哪个属于它。请只提供其中一个。',
  ],
  [
    'Found files of CIFAR-10 and of CIFAR-100 ({files}), and cannot tell which to train on. Bring one of the sets.',
    '同时找到 CIFAR-10 和 CIFAR-100 的文件（{files}），无法判断用哪个训练。请只提供其中一套。',
  ],
  [
    '"{images}" holds {n} images, but "{labels}" holds {m} labels. They do not belong together; bring the labels of these images.',
    '“{images}”有 {n} 张图像，而“{labels}”有 {m} 个标签。它们不相符；请提供这些图像的标签。',
  ],
  [
    'The {kind} files hold {n} images, more than the {m} that fit in memory. Bring fewer.',
    '{kind} 文件共有 {n} 张图像，超过内存可容纳的 {m} 张。请减少数量。',
  ],
  [
    'The dataset node uses labels, but "{name}" has none. {rest}',
    '数据集节点使用标签，而“{name}”没有。请使用带标签的数据（例如每类一个文件夹的图像），或不接标签端口。',
  ],
  [
    'The dataset node expects {n} classes, labels 0 to {last}, but item {i} of "{name}" is labelled {label}. {rest}',
    '数据集节点需要 {n} 个类别，但“{name}”中有标签 {label}。请增大类别数。',
  ],
  [
    'The dataset node {rest}',
    '数据集节点的设置与数据不相符。请选择其他数据，或修改该节点的“取用”。',
  ],
];

export const dataWords: Readonly<Record<string, string>> = {
  images: '图像',
  points: '点',
  'points in the plane': '平面上的点',
  'not IDX, as other files are': '不是 IDX，而其他文件是',
  'not a batch of CIFAR, as other files are': '不是 CIFAR 批次，而其他文件是',
  'neither the sprite nor its labels': '既不是拼图也不是其标签',
  'an archive inside another; bring it by itself': '压缩包中的压缩包；请单独提供',
  'written by macOS beside the real file': '由 macOS 写在真正的文件旁边',
  'an image, but not a PNG, JPEG or WebP; convert it to one of these':
    '是图像，但不是 PNG、JPEG 或 WebP；请转换为其中一种',
  'an archive, but not a zip or tar; unpack it, and bring the folder':
    '是压缩包，但不是 zip 或 tar；请解包后提供文件夹',
  'in a format of other programs; bring images, IDX files, or the binary version of CIFAR ("cifar-10-binary.tar.gz")':
    '是其他程序的格式；请提供图像、IDX 文件，或 CIFAR 的二进制版本（cifar-10-binary.tar.gz）',
  'not as long as a whole number of CIFAR images; it is cut short or damaged, so download it again':
    '长度不是整数张 CIFAR 图像；它被截断或损坏，请重新下载',
  'a film; bring frames of it as images': '是视频；请提供其中的画面作为图像',
  'not a PNG, JPEG or WebP image by its name': '从名称看不是 PNG、JPEG 或 WebP 图像',
  'in none of the folders trainA, trainB, testA, testB':
    '不在 trainA、trainB、testA、testB 任何一个文件夹中',
  'in no folder of a class, while others are': '不在类别文件夹中，而其他文件在',
  'it is empty. Download or copy it again.': '它是空的。请重新下载或复制。',
  'no file in it could be found. It is cut short or damaged; download or copy it again.':
    '其中找不到文件。它被截断或损坏；请重新下载或复制。',
  'it is a web page, perhaps of a failed download. Download the archive again.':
    '它是一个网页，可能是下载失败所致。请重新下载压缩包。',
  'it is a RAR archive. Unpack it, and bring the folder or a zip.':
    '它是 RAR 压缩包。请解包后提供文件夹或 zip。',
  'it is a 7z archive. Unpack it, and bring the folder or a zip.':
    '它是 7z 压缩包。请解包后提供文件夹或 zip。',
  'it is gzipped. Unpack it, and bring the folder or a zip.':
    '它经过 gzip 压缩。请解包后提供文件夹或 zip。',
  'it is an xz archive. Unpack it, and bring the folder or a zip.':
    '它是 xz 压缩包。请解包后提供文件夹或 zip。',
  'it is a bzip2 archive. Unpack it, and bring the folder or a zip.':
    '它是 bzip2 压缩包。请解包后提供文件夹或 zip。',
};
