<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en_US">
<context>
    <name>engine</name>
    <message>
        <source>%1 is damaged</source>
        <translation>%1 已损坏</translation>
    </message>
    <message>
        <source>%1: no column &apos;%2&apos;; without a header line columns are numbers from 1</source>
        <translation>%1：没有列“%2”；没有标题行时，列用从 1 开始的数字表示</translation>
    </message>
    <message>
        <source>%1: no column &apos;%2&apos;; the header has: %3</source>
        <translation>%1：没有列“%2”；标题行中有：%3</translation>
    </message>
    <message>
        <source>this is a folder; a text file is expected</source>
        <translation>这是一个文件夹；此处需要文本文件</translation>
    </message>
    <message>
        <source>cannot be read; check its permissions</source>
        <translation>无法读取；请检查文件权限</translation>
    </message>
    <message>
        <source>no such file; check the path</source>
        <translation>文件不存在；请检查路径</translation>
    </message>
    <message>
        <source>a NUL byte: this is no text file</source>
        <translation>含有 NUL 字节：这不是文本文件</translation>
    </message>
    <message>
        <source>bytes that are not UTF-8; save the file as UTF-8</source>
        <translation>含有非 UTF-8 字节；请将文件另存为 UTF-8</translation>
    </message>
    <message>
        <source>the label is empty</source>
        <translation>标签为空</translation>
    </message>
    <message>
        <source>the file is empty</source>
        <translation>文件为空</translation>
    </message>
    <message>
        <source>no rows, only blank lines; name a file with rows</source>
        <translation>没有数据行，只有空行；请指定有数据行的文件</translation>
    </message>
    <message>
        <source>too few rows to split off validation examples; name a file in task.valid</source>
        <translation>行数太少，无法划分出验证样本；请在 task.valid 中指定文件</translation>
    </message>
    <message>
        <source>more than 10 000 different labels; is label_column right?</source>
        <translation>不同的标签超过 10 000 个；label_column 设置正确吗？</translation>
    </message>
    <message>
        <source>only one label, &apos;%1&apos;, so there is nothing to learn; is task.label_column right?</source>
        <translation>只有一个标签“%1”，没有可学习的内容；task.label_column 是否正确？</translation>
    </message>
    <message>
        <source>the label &apos;%1&apos; does not occur in the training data; add rows with it there, or correct it here</source>
        <translation>标签“%1”没有在训练数据中出现；请在训练数据中加入含有它的行，或在此处改正</translation>
    </message>
    <message>
        <source>the experiment names no test file; set task.test</source>
        <translation>实验没有指定测试文件；请设置 task.test</translation>
    </message>
    <message>
        <source>cannot read %1</source>
        <translation>无法读取 %1</translation>
    </message>
    <message>
        <source>%1 is no vocabulary of LayerLab</source>
        <translation>%1 不是 LayerLab 的词表</translation>
    </message>
    <message>
        <source>%1 has no checkpoint yet</source>
        <translation>%1 还没有检查点</translation>
    </message>
    <message>
        <source>%1: no such run folder</source>
        <translation>%1：没有这个运行文件夹</translation>
    </message>
    <message>
        <source>the split &apos;%1&apos; is not known; valid and test are</source>
        <translation>未知的数据划分“%1”；可用的是 valid 和 test</translation>
    </message>
    <message>
        <source>evaluating %1 routes</source>
        <translation>正在评估 %1 条路径</translation>
    </message>
    <message>
        <source>timing on %1 threads</source>
        <translation>正在用 %1 个线程计时</translation>
    </message>
    <message>
        <source>the engine&apos;s tensor library cannot be loaded; is LibTorch installed? (%1)</source>
        <translation>无法加载引擎的张量运算库；是否已安装 LibTorch？（%1）</translation>
    </message>
    <message>
        <source>no reason given</source>
        <translation>未给出原因</translation>
    </message>
    <message>
        <source>liblayerlab-tensors.so is of another version; reinstall LayerLab</source>
        <translation>liblayerlab-tensors.so 的版本不一致；请重新安装 LayerLab</translation>
    </message>
    <message>
        <source>out of memory; lower batch_size, hidden or layers</source>
        <translation>内存不足；请减小 batch_size、hidden 或 layers</translation>
    </message>
    <message>
        <source>an internal computation failed: %1</source>
        <translation>内部计算失败：%1</translation>
    </message>
    <message>
        <source>an internal error: %1</source>
        <translation>内部错误：%1</translation>
    </message>
    <message>
        <source>%1 (not itself)</source>
        <translation>%1（不含）</translation>
    </message>
    <message>
        <source>from %1 to %2</source>
        <translation>从 %1 到 %2</translation>
    </message>
    <message>
        <source>above %1</source>
        <translation>大于 %1</translation>
    </message>
    <message>
        <source>at least %1</source>
        <translation>不小于 %1</translation>
    </message>
    <message>
        <source>below %1</source>
        <translation>小于 %1</translation>
    </message>
    <message>
        <source>at most %1</source>
        <translation>不大于 %1</translation>
    </message>
    <message>
        <source>any number</source>
        <translation>任意数</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is not a whole number; %2 is allowed</source>
        <translation>“%1”不是整数；允许的范围：%2</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is not a number; %2 is allowed</source>
        <translation>“%1”不是数字；允许的范围：%2</translation>
    </message>
    <message>
        <source>%1 is out of range; %2 is allowed</source>
        <translation>%1 超出范围；允许的范围：%2</translation>
    </message>
    <message>
        <source>one value is expected here, not a list</source>
        <translation>此处需要单个值，而不是列表</translation>
    </message>
    <message>
        <source>%1, or %2</source>
        <translation>%1，或 %2</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is not allowed; true or false is</source>
        <translation>不允许“%1”；只能是 true 或 false</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is not allowed; allowed: %2</source>
        <translation>不允许“%1”；允许的值：%2</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>个词元</translation>
    </message>
    <message>
        <source>The number of hops is drawn from 0 to this. Each layer about doubles the hops that can be followed, so this is the task&apos;s need of depth.</source>
        <translation>跳数在 0 到此值之间随机抽取。每增加一层，能追踪的跳数大约翻倍，因此它决定了任务需要的深度。</translation>
    </message>
    <message>
        <source>sequences</source>
        <translation>个序列</translation>
    </message>
    <message>
        <source>Whether the first line names the columns.</source>
        <translation>第一行是否为列名。</translation>
    </message>
    <message>
        <source>Column of the text: a number from 1, or a name of the header line.</source>
        <translation>文本所在的列：从 1 开始的数字，或标题行中的列名。</translation>
    </message>
    <message>
        <source>Column of the label: a number from 1, or a name of the header line.</source>
        <translation>标签所在的列：从 1 开始的数字，或标题行中的列名。</translation>
    </message>
    <message>
        <source>How many training examples to use, drawn from the seed.</source>
        <translation>使用多少训练样本，由随机种子决定抽取。</translation>
    </message>
    <message>
        <source>How text becomes tokens.</source>
        <translation>文本如何变成词元。</translation>
    </message>
    <message>
        <source>Whether text is lower-cased first.</source>
        <translation>是否先把文本转换为小写。</translation>
    </message>
    <message>
        <source>Slots that name the same weights share them, both halves. Without a name a slot has its own.</source>
        <translation>写有相同权重名称的层共享权重（两个半层都共享）。没有名称的层使用自己的权重。</translation>
    </message>
    <message>
        <source>Like weights, for the attention half only.</source>
        <translation>同 weights，但只用于注意力半层。</translation>
    </message>
    <message>
        <source>Like weights, for the feed-forward half only.</source>
        <translation>同 weights，但只用于前馈半层。</translation>
    </message>
    <message>
        <source>Attention heads of this slot.</source>
        <translation>本层的注意力头数。</translation>
    </message>
    <message>
        <source>Width of this slot&apos;s feed-forward half.</source>
        <translation>本层前馈半层的宽度。</translation>
    </message>
    <message>
        <source>Activation of this slot&apos;s feed-forward half.</source>
        <translation>本层前馈半层的激活函数。</translation>
    </message>
    <message>
        <source>Whether this slot normalises before or after its halves.</source>
        <translation>本层在各半层之前还是之后做归一化。</translation>
    </message>
    <message>
        <source>Whether this slot has its attention half.</source>
        <translation>本层是否有注意力半层。</translation>
    </message>
    <message>
        <source>Whether this slot has its feed-forward half.</source>
        <translation>本层是否有前馈半层。</translation>
    </message>
    <message>
        <source>LayerDrop rate of this slot; matters only while LayerDrop is on.</source>
        <translation>本层的 LayerDrop 丢弃率；只在启用 LayerDrop 时有效。</translation>
    </message>
    <message>
        <source>Never runs, in training and in evaluation.</source>
        <translation>从不运行，训练和评估时都跳过。</translation>
    </message>
    <message>
        <source>Runs, but does not learn.</source>
        <translation>运行，但不学习。</translation>
    </message>
    <message>
        <source>encoder: a stack of self-attention layers.</source>
        <translation>encoder：由自注意力层组成的层堆叠。</translation>
    </message>
    <message>
        <source>Number of slots, all alike: short for a stack.</source>
        <translation>层数，各层完全相同：层堆叠的简写。</translation>
    </message>
    <message>
        <source>slots</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Width of the hidden states; a multiple of heads.</source>
        <translation>隐藏维度，即隐藏状态的宽度；必须是 heads 的倍数。</translation>
    </message>
    <message>
        <source>Attention heads of a layer.</source>
        <translation>每层的注意力头数。</translation>
    </message>
    <message>
        <source>Width of the feed-forward half; usually four times hidden.</source>
        <translation>前馈半层的宽度；通常是 hidden 的四倍。</translation>
    </message>
    <message>
        <source>pre: normalise before each half (trains deep stacks easily); post: after it, as BERT.</source>
        <translation>pre：在每个半层之前归一化（深层堆叠容易训练）；post：在其后归一化，与 BERT 相同。</translation>
    </message>
    <message>
        <source>gelu (exact), gelu_tanh (the approximation that ALBERT and GPT-2 use) or relu.</source>
        <translation>gelu（精确）、gelu_tanh（ALBERT 和 GPT-2 使用的近似）或 relu。</translation>
    </message>
    <message>
        <source>Dropout on embeddings and on the output of each half. Fan et al. advise about 0.1 less with LayerDrop.</source>
        <translation>作用于嵌入和每个半层输出的 dropout。Fan 等人建议在使用 LayerDrop 时减小约 0.1。</translation>
    </message>
    <message>
        <source>Dropout on attention probabilities.</source>
        <translation>作用于注意力概率的 dropout。</translation>
    </message>
    <message>
        <source>Width of the embeddings; smaller than hidden: factorised, as in ALBERT (Lan et al. 2019, section 3.1).</source>
        <translation>嵌入的宽度；小于 hidden 时进行因式分解，与 ALBERT 相同（Lan 等 2019，第 3.1 节）。</translation>
    </message>
    <message>
        <source>Standard deviation of the normal distribution that weights start from.</source>
        <translation>初始化权重所用正态分布的标准差。</translation>
    </message>
    <message>
        <source>Added to the variance inside the layer norms.</source>
        <translation>层归一化中加到方差上的值。</translation>
    </message>
    <message>
        <source>Where a sequence has one label: the first token&apos;s state, or the mean over real tokens.</source>
        <translation>当每个序列只有一个标签时：取第一个词元的状态，或取所有真实词元的平均。</translation>
    </message>
    <message>
        <source>A dense layer with tanh between pooling and classifier, as in BERT.</source>
        <translation>在池化和分类器之间加一个带 tanh 的全连接层，与 BERT 相同。</translation>
    </message>
    <message>
        <source>Rows of the token-type (segment) table; 0: none.</source>
        <translation>词元类型（片段）表的行数；0 表示没有。</translation>
    </message>
    <message>
        <source>The slots one by one, from the input side up. What a slot leaves out is the model&apos;s.</source>
        <translation>逐个列出各层，从输入端向上。某层没有写出的项目沿用模型的设置。</translation>
    </message>
    <message>
        <source>LayerDrop (Fan, Grave and Joulin 2019): in every training pass each layer is left out with some probability, so that the trained model can be pruned to any depth without fine-tuning.</source>
        <translation>LayerDrop（Fan、Grave 和 Joulin 2019）：每次训练前向时，每一层都以一定概率被丢弃，这样训练好的模型无需微调即可剪枝到任意深度。</translation>
    </message>
    <message>
        <source>Probability that a layer is left out of a training pass. 0.2 in the paper; 0.5 if half of the layers will be removed.</source>
        <translation>一层在一次训练前向中被丢弃的概率。论文中为 0.2；如果打算去掉一半的层，则用 0.5。</translation>
    </message>
    <message>
        <source>Cross-layer parameter sharing (Lan et al. 2019, ALBERT): several slots use the same weights.</source>
        <translation>跨层参数共享（Lan 等 2019，ALBERT）：多个层使用相同的权重。</translation>
    </message>
    <message>
        <source>This many consecutive slots share: 2 is every two layers.</source>
        <translation>连续这么多层共享权重：2 表示每两层共享。</translation>
    </message>
    <message>
        <source>Number of groups: slot i of L (from 0) uses group i·groups/L rounded down (ALBERT&apos;s num_hidden_groups); 1 shares all.</source>
        <translation>组数：共 L 层时，第 i 层（从 0 开始）使用第 i·groups/L（向下取整）组（ALBERT 的 num_hidden_groups）；1 表示所有层共享。</translation>
    </message>
    <message>
        <source>A group&apos;s name for every slot, such as [a, a, b, b] or [a, b, a, b].</source>
        <translation>为每层写出组名，例如 [a, a, b, b] 或 [a, b, a, b]。</translation>
    </message>
    <message>
        <source>layer: both halves; attention or feed_forward: that half only, with its norm.</source>
        <translation>layer：两个半层都共享；attention 或 feed_forward：只共享该半层，包括其归一化。</translation>
    </message>
    <message>
        <source>Optimizer steps.</source>
        <translation>优化器的步数。</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>步</translation>
    </message>
    <message>
        <source>Sequences of a step.</source>
        <translation>每一步的序列数。</translation>
    </message>
    <message>
        <source>adamw: Adam with decoupled weight decay (Loshchilov and Hutter 2019).</source>
        <translation>adamw：带解耦权重衰减的 Adam（Loshchilov 和 Hutter 2019）。</translation>
    </message>
    <message>
        <source>The highest learning rate, reached after the warm-up.</source>
        <translation>最高学习率，在预热结束时达到。</translation>
    </message>
    <message>
        <source>Steps over which the learning rate rises from zero.</source>
        <translation>学习率从零开始上升所用的步数。</translation>
    </message>
    <message>
        <source>How the learning rate goes on after the warm-up: down to zero by the last step, or constant.</source>
        <translation>预热之后学习率的变化：到最后一步降为零，或保持不变。</translation>
    </message>
    <message>
        <source>Decoupled decay of weight matrices and embeddings; biases and norms have none.</source>
        <translation>对权重矩阵和嵌入的解耦权重衰减；偏置和归一化参数不衰减。</translation>
    </message>
    <message>
        <source>Decay of AdamW&apos;s mean of gradients.</source>
        <translation>AdamW 中梯度均值的衰减系数。</translation>
    </message>
    <message>
        <source>Decay of AdamW&apos;s mean of squared gradients.</source>
        <translation>AdamW 中梯度平方均值的衰减系数。</translation>
    </message>
    <message>
        <source>Added to AdamW&apos;s denominator.</source>
        <translation>加到 AdamW 分母上的值。</translation>
    </message>
    <message>
        <source>Largest norm of the gradient over all trained weights; 0: no clipping.</source>
        <translation>梯度裁剪：所有被训练权重的梯度的最大范数；0 表示不裁剪。</translation>
    </message>
    <message>
        <source>Processor threads; auto: as many as this process may use.</source>
        <translation>处理器线程数；auto：本进程可用的全部线程。</translation>
    </message>
    <message>
        <source>Steps between checkpoints; there is always one at the end and when stopped.</source>
        <translation>检查点之间的步数；结束和停止时总会保存一个。</translation>
    </message>
    <message>
        <source>Ends the stage when validation no longer gets better.</source>
        <translation>验证结果不再变好时结束本阶段。</translation>
    </message>
    <message>
        <source>What is watched, at full depth.</source>
        <translation>监视的指标，按全深度计算。</translation>
    </message>
    <message>
        <source>Evaluations in a row without a new best before stopping.</source>
        <translation>连续多少次评估没有刷新最好成绩就停止。</translation>
    </message>
    <message>
        <source>evaluations</source>
        <translation>次评估</translation>
    </message>
    <message>
        <source>Steps between evaluations on the validation set; there is always one at the end.</source>
        <translation>两次验证集评估之间的步数；结束时总会评估一次。</translation>
    </message>
    <message>
        <source>Which pruned depths are evaluated beside the full one.</source>
        <translation>除全深度外，还评估哪些剪枝后的深度。</translation>
    </message>
    <message>
        <source>The smallest depth.</source>
        <translation>最小深度。</translation>
    </message>
    <message>
        <source>The largest depth.</source>
        <translation>最大深度。</translation>
    </message>
    <message>
        <source>How many depths are measured while training, spread evenly; the command `depths` measures all.</source>
        <translation>训练过程中测量多少个深度，均匀分布；命令 `depths` 会测量所有深度。</translation>
    </message>
    <message>
        <source>depths</source>
        <translation>个深度</translation>
    </message>
    <message>
        <source>Name of the stage, shown in charts.</source>
        <translation>阶段的名称，显示在图表中。</translation>
    </message>
    <message>
        <source>Techniques of this stage; without the key, the experiment&apos;s.</source>
        <translation>本阶段的技术；没有这个键时使用实验的设置。</translation>
    </message>
    <message>
        <source>Training of this stage; keys left out are the experiment&apos;s.</source>
        <translation>本阶段的训练；没有写出的键使用实验的设置。</translation>
    </message>
    <message>
        <source>Evaluation of this stage; keys left out are the experiment&apos;s.</source>
        <translation>本阶段的评估；没有写出的键使用实验的设置。</translation>
    </message>
    <message>
        <source>Version of this file&apos;s format.</source>
        <translation>本文件格式的版本。</translation>
    </message>
    <message>
        <source>Name of the experiment; its runs are numbered after it.</source>
        <translation>实验的名称；它的各次运行以此名称编号。</translation>
    </message>
    <message>
        <source>What the experiment shows, in your words.</source>
        <translation>用自己的话说明这个实验的内容。</translation>
    </message>
    <message>
        <source>Start of every random draw: the same seed on the same machine gives the same bits.</source>
        <translation>所有随机抽取的随机种子：在同一台机器上，相同的种子得到逐位相同的结果。</translation>
    </message>
    <message>
        <source>What is learned, from which data.</source>
        <translation>学习什么，使用哪些数据。</translation>
    </message>
    <message>
        <source>The stack of layers, and what stands around it.</source>
        <translation>层堆叠及其周围的部分。</translation>
    </message>
    <message>
        <source>What makes the model shallower or smaller.</source>
        <translation>使模型变浅或变小的技术。</translation>
    </message>
    <message>
        <source>How it is trained.</source>
        <translation>如何训练。</translation>
    </message>
    <message>
        <source>How it is measured while it trains.</source>
        <translation>训练过程中如何测量。</translation>
    </message>
    <message>
        <source>Several trainings one after the other.</source>
        <translation>依次进行的多次训练。</translation>
    </message>
    <message>
        <source>whole number</source>
        <translation>整数</translation>
    </message>
    <message>
        <source>number</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true 或 false</translation>
    </message>
    <message>
        <source>one of %1</source>
        <translation>以下之一：%1</translation>
    </message>
    <message>
        <source>text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>%1, or a list of numbers</source>
        <translation>%1，或数字列表</translation>
    </message>
    <message>
        <source>%1, a list</source>
        <translation>%1，列表</translation>
    </message>
    <message>
        <source>label_column: text and label cannot be the same column</source>
        <translation>label_column：文本和标签不能是同一列</translation>
    </message>
    <message>
        <source>stack: at least one slot is needed</source>
        <translation>stack：至少需要一层</translation>
    </message>
    <message>
        <source>embedding_size: at most hidden, %1, is allowed</source>
        <translation>embedding_size：不能大于 hidden，即 %1</translation>
    </message>
    <message>
        <source>stack: every slot is skipped or empty; at least one must run</source>
        <translation>stack：所有层都被跳过或为空；至少要有一层运行</translation>
    </message>
    <message>
        <source>name: another stage is called &apos;%1&apos; already</source>
        <translation>name：已有另一个阶段名为“%1”</translation>
    </message>
    <message>
        <source>sharing: all stages of a run share weights the same way; stage &apos;%1&apos; does it differently</source>
        <translation>sharing：一次运行的所有阶段必须以相同的方式共享权重；阶段“%1”的方式不同</translation>
    </message>
    <message>
        <source>threads: the same for all stages of a run</source>
        <translation>threads：一次运行的所有阶段必须相同</translation>
    </message>
    <message>
        <source>per_layer: %1 rates for %2 slots; one a slot is needed</source>
        <translation>per_layer：有 %1 个丢弃率，却有 %2 层；每层需要一个丢弃率</translation>
    </message>
    <message>
        <source>rate: above 0.5 most layers are missing in most passes; 0.1 to 0.5 is usual</source>
        <translation>rate：大于 0.5 时，大多数前向会缺少大部分层；通常取 0.1 到 0.5</translation>
    </message>
    <message>
        <source>warmup_steps: the warm-up, %1 steps, is not over within the %2 steps of training</source>
        <translation>warmup_steps：预热需要 %1 步，在 %2 步训练内不能结束</translation>
    </message>
    <message>
        <source>to: at most %1, the slots that run, is allowed</source>
        <translation>to：不能大于运行的层数 %1</translation>
    </message>
    <message>
        <source>from: at most %1 is allowed</source>
        <translation>from：不能大于 %1</translation>
    </message>
    <message>
        <source>sharing: one of group_size, groups and map is needed</source>
        <translation>sharing：需要 group_size、groups、map 三者之一</translation>
    </message>
    <message>
        <source>sharing: only one of group_size, groups and map can be given</source>
        <translation>sharing：group_size、groups、map 三者只能给出一个</translation>
    </message>
    <message>
        <source>map: %1 names for %2 slots; one a slot is needed</source>
        <translation>map：有 %1 个名称，却有 %2 层；每层需要一个名称</translation>
    </message>
    <message>
        <source>groups: at most %1, the number of slots, is allowed</source>
        <translation>groups：不能大于层数 %1</translation>
    </message>
    <message>
        <source>group_size: at most %1, the number of slots, is allowed</source>
        <translation>group_size：不能大于层数 %1</translation>
    </message>
    <message>
        <source>group_size: %1 slots are not divisible by %2; the last group has %3</source>
        <translation>group_size：%1 层不能被 %2 整除；最后一组有 %3 层</translation>
    </message>
    <message>
        <source>weights: slot %1 names its weights; switch techniques.sharing off, or leave the name out</source>
        <translation>weights：第 %1 层为权重指定了名称；请关闭 techniques.sharing，或去掉该名称</translation>
    </message>
    <message>
        <source>sharing: slots %1 and %2 share feed-forward weights but are %3 and %4 wide</source>
        <translation>sharing：第 %1 层和第 %2 层共享前馈权重，但宽度分别为 %3 和 %4</translation>
    </message>
    <message>
        <source>heads: hidden, %1, is not divisible by %2; %3 are</source>
        <translation>heads：hidden（%1）不能被 %2 整除；可用的值：%3</translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <translation>%1 和 %2</translation>
    </message>
    <message>
        <source>a key must be a plain word</source>
        <translation>键必须是一个普通的词</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is given twice; remove one of the two</source>
        <translation>“%1”出现了两次；请删除其中一个</translation>
    </message>
    <message>
        <source>the list is too long</source>
        <translation>列表过长</translation>
    </message>
    <message>
        <source>a list of plain values is expected</source>
        <translation>此处需要由普通值组成的列表</translation>
    </message>
    <message>
        <source>has no value</source>
        <translation>没有值</translation>
    </message>
    <message>
        <source>one value is expected here, not a map</source>
        <translation>此处需要单个值，而不是映射</translation>
    </message>
    <message>
        <source>a map of keys is expected</source>
        <translation>此处需要由键组成的映射</translation>
    </message>
    <message>
        <source>a list of 1 to %1 entries is expected</source>
        <translation>此处需要 1 到 %1 项的列表</translation>
    </message>
    <message>
        <source>each entry is a map of keys</source>
        <translation>每一项都必须是由键组成的映射</translation>
    </message>
    <message>
        <source>unknown key &apos;%1&apos;; did you mean &apos;%2&apos;?</source>
        <translation>未知的键“%1”；您是指“%2”吗？</translation>
    </message>
    <message>
        <source>unknown key &apos;%1&apos;; it belongs in &apos;%2&apos;</source>
        <translation>未知的键“%1”；它应放在“%2”中</translation>
    </message>
    <message>
        <source>unknown key &apos;%1&apos;; allowed here: %2</source>
        <translation>未知的键“%1”；此处允许：%2</translation>
    </message>
    <message>
        <source>larger than 4 MiB: this is no experiment file</source>
        <translation>大于 4 MiB：这不是实验文件</translation>
    </message>
    <message>
        <source>a tab is used for indentation; YAML allows only spaces</source>
        <translation>使用了制表符缩进；YAML 只允许使用空格</translation>
    </message>
    <message>
        <source>a control character: this is no text file</source>
        <translation>含有控制字符：这不是文本文件</translation>
    </message>
    <message>
        <source>not a path of keys</source>
        <translation>不是由键组成的路径</translation>
    </message>
    <message>
        <source>entries count from 1, as in stack[1]</source>
        <translation>各项从 1 开始编号，例如 stack[1]</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is not inside a map</source>
        <translation>“%1”不在映射之内</translation>
    </message>
    <message>
        <source>the file has no %1[%2]</source>
        <translation>文件中没有 %1[%2]</translation>
    </message>
    <message>
        <source>this is no experiment: a map of keys such as &apos;task:&apos; and &apos;model:&apos; is expected</source>
        <translation>这不是实验：此处需要由“task:”“model:”等键组成的映射</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is not a YAML value</source>
        <translation>“%1”不是 YAML 值</translation>
    </message>
    <message>
        <source>layers: leave it out where the slots are listed in &apos;stack&apos;</source>
        <translation>layers：已在“stack”中列出各层时请省略此项</translation>
    </message>
    <message>
        <source>the first key must be &apos;layerlab: 1&apos;, the version of the format</source>
        <translation>第一个键必须是格式版本“layerlab: 1”</translation>
    </message>
    <message>
        <source>not YAML: %1</source>
        <translation>不是 YAML：%1</translation>
    </message>
    <message>
        <source>nested more than %1 deep; is a bracket not closed?</source>
        <translation>嵌套超过 %1 层；是否有括号没有闭合？</translation>
    </message>
    <message>
        <source>this is a folder; an experiment file is expected</source>
        <translation>这是一个文件夹；此处需要实验文件</translation>
    </message>
    <message>
        <source>warning: %1</source>
        <translation>警告：%1</translation>
    </message>
    <message>
        <source>%1 is damaged: %2</source>
        <translation>%1 已损坏：%2</translation>
    </message>
    <message>
        <source>safetensors has no type for %1</source>
        <translation>safetensors 没有适合 %1 的类型</translation>
    </message>
    <message>
        <source>cannot write</source>
        <translation>无法写入</translation>
    </message>
    <message>
        <source>shorter than its first field</source>
        <translation>文件比第一个字段还短</translation>
    </message>
    <message>
        <source>its header is cut off</source>
        <translation>文件头不完整</translation>
    </message>
    <message>
        <source>its header is not JSON</source>
        <translation>文件头不是 JSON</translation>
    </message>
    <message>
        <source>&apos;%1&apos; has the unknown type %2</source>
        <translation>“%1”的类型 %2 未知</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is larger than the file</source>
        <translation>“%1”比文件还大</translation>
    </message>
    <message>
        <source>&apos;%1&apos; does not lie inside the file</source>
        <translation>“%1”不在文件范围内</translation>
    </message>
    <message>
        <source>&apos;%1&apos; cannot be read</source>
        <translation>“%1”无法读取</translation>
    </message>
    <message>
        <source>its header does not describe tensors</source>
        <translation>文件头没有描述张量</translation>
    </message>
    <message>
        <source>slot %1 does not run in this model</source>
        <translation>第 %1 层在此模型中不运行</translation>
    </message>
    <message>
        <source>the disk is full</source>
        <translation>磁盘已满</translation>
    </message>
    <message>
        <source>no permission to write there</source>
        <translation>没有写入该位置的权限</translation>
    </message>
    <message>
        <source>%1 %2: %3</source>
        <translation>%1 %2：%3</translation>
    </message>
    <message>
        <source>cannot make the folder</source>
        <translation>无法创建文件夹</translation>
    </message>
    <message>
        <source>%1 is being trained by another process</source>
        <translation>%1 正由另一个进程训练</translation>
    </message>
    <message>
        <source>no events.jsonl in %1</source>
        <translation>%1 中没有 events.jsonl</translation>
    </message>
    <message>
        <source>%1 has no &apos;%2&apos;: it belongs to another model</source>
        <translation>%1 中没有“%2”：它属于另一个模型</translation>
    </message>
    <message>
        <source>%1: &apos;%2&apos; has another shape: it belongs to another model</source>
        <translation>%1：“%2”的形状不同：它属于另一个模型</translation>
    </message>
    <message>
        <source>cannot write the checkpoint</source>
        <translation>无法写入检查点</translation>
    </message>
    <message>
        <source>--device %1 is not known; cpu and cuda are</source>
        <translation>--device %1 未知；可用的是 cpu 和 cuda</translation>
    </message>
    <message>
        <source>--device cuda: this build of LibTorch has no CUDA; use --device cpu</source>
        <translation>--device cuda：此版本的 LibTorch 不支持 CUDA；请使用 --device cpu</translation>
    </message>
    <message>
        <source>--device cuda: no CUDA device was found; use --device cpu</source>
        <translation>--device cuda：未找到 CUDA 设备；请使用 --device cpu</translation>
    </message>
    <message>
        <source>training would need about %1 GiB of memory, this machine has %2 GiB; lower layers, hidden or batch_size</source>
        <translation>训练大约需要 %1 GiB 内存，而本机有 %2 GiB；请减小 layers、hidden 或 batch_size</translation>
    </message>
    <message>
        <source>%1; waiting until it can be written</source>
        <translation>%1；等待直到可以写入</translation>
    </message>
    <message>
        <source>%1 (was %2, is %3)</source>
        <translation>%1（原为 %2，现为 %3）</translation>
    </message>
    <message>
        <source>data files</source>
        <translation>数据文件</translation>
    </message>
    <message>
        <source>BLAS kernels</source>
        <translation>BLAS 内核</translation>
    </message>
    <message>
        <source>threads</source>
        <translation>线程数</translation>
    </message>
    <message>
        <source>device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>not resumed, because the result would differ from an unbroken run&apos;s: changed %1; use the same again, or resume with --accept-changes</source>
        <translation>未继续训练，因为结果会与未中断的运行不同：已改变 %1；请恢复原样，或使用 --accept-changes 继续</translation>
    </message>
    <message>
        <source>resumed with changed %1</source>
        <translation>在以下改变后继续训练：%1</translation>
    </message>
    <message>
        <source>%1; resumed from the one before</source>
        <translation>%1；已从之前的检查点继续</translation>
    </message>
    <message>
        <source>no checkpoint of %1 can be read: %2</source>
        <translation>%1 的检查点都无法读取：%2</translation>
    </message>
    <message>
        <source>there was no checkpoint yet; training starts again from step 0</source>
        <translation>还没有检查点；训练从第 0 步重新开始</translation>
    </message>
    <message>
        <source>%1; training goes on, the checkpoint is missing</source>
        <translation>%1；训练继续，但缺少该检查点</translation>
    </message>
    <message>
        <source>lookups</source>
        <translation>查表次数</translation>
    </message>
    <message>
        <source>start symbol</source>
        <translation>起始符号</translation>
    </message>
    <message>
        <source>there is nothing to learn below two kinds and two levels of brackets: raise task.kinds and task.max_depth to 2</source>
        <translation>括号少于两种或少于两层时没有可学习的内容：请将 task.kinds 和 task.max_depth 增大到 2</translation>
    </message>
    <message>
        <source>no sequence of brackets has %1 to %2 of them: raise task.length or lower task.min_length</source>
        <translation>没有长度为 %1 到 %2 的括号序列：请增大 task.length，或减小 task.min_length</translation>
    </message>
    <message>
        <source>hardly a sequence of brackets ends after %1 to %2 of them: raise task.length, or lower task.min_length or task.max_depth</source>
        <translation>几乎没有括号序列在第 %1 到 %2 个括号处结束：请增大 task.length，或减小 task.min_length 或 task.max_depth</translation>
    </message>
    <message>
        <source>brackets open</source>
        <translation>未闭合的括号数</translation>
    </message>
    <message>
        <source>last bracket opened</source>
        <translation>最后打开的括号</translation>
    </message>
    <message>
        <source>last bracket opened but one</source>
        <translation>倒数第二个打开的括号</translation>
    </message>
    <message>
        <source>%1 asks for %2 different sequences, and hardly more than %3 were found: lower it, or raise %4</source>
        <translation>%1 要求 %2 个不同的序列，但只能找到约 %3 个：请减小它，或增大 %4</translation>
    </message>
    <message>
        <source>with this task.train_share %1 of %2 sequences would be left to train on and %3 to measure on: choose another, or raise %4</source>
        <translation>按此 task.train_share，%2 个序列中有 %1 个用于训练，%3 个用于测量：请另选一个值，或增大 %4</translation>
    </message>
    <message>
        <source>hardly a sequence of the task is left to train on: raise %1</source>
        <translation>任务几乎没有剩下可用于训练的序列：请增大 %1</translation>
    </message>
    <message>
        <source>a generated task has no finished training set; use the valid or the test split</source>
        <translation>自动生成的任务没有固定的训练集；请使用 valid 或 test 划分</translation>
    </message>
    <message>
        <source>most frequent</source>
        <translation>最常见的答案</translation>
    </message>
    <message>
        <source>chance</source>
        <translation>随机猜测</translation>
    </message>
    <message>
        <source>length of the product</source>
        <translation>乘积的长度</translation>
    </message>
    <message>
        <source>last element</source>
        <translation>最后一个元素</translation>
    </message>
    <message>
        <source>task.max_arguments has to be at least 2 and task.max_depth at least 1</source>
        <translation>task.max_arguments 不能小于 2，task.max_depth 不能小于 1</translation>
    </message>
    <message>
        <source>an expression that begins with an operator has two levels: raise task.max_depth to 2</source>
        <translation>以运算符开头的表达式有两层：请将 task.max_depth 增大到 2</translation>
    </message>
    <message>
        <source>the shortest of these expressions has %1 tokens: raise task.max_length to that, or lower task.max_depth</source>
        <translation>这类表达式中最短的有 %1 个词元：请将 task.max_length 增大到该值，或减小 task.max_depth</translation>
    </message>
    <message>
        <source>hardly an expression of the task has at most %1 tokens: raise task.max_length, or lower task.max_depth, task.max_arguments or task.operator_probability</source>
        <translation>任务中几乎没有不超过 %1 个词元的表达式：请增大 task.max_length，或减小 task.max_depth、task.max_arguments 或 task.operator_probability</translation>
    </message>
    <message>
        <source>depth</source>
        <translation>嵌套深度</translation>
    </message>
    <message>
        <source>first digit</source>
        <translation>第一个数字</translation>
    </message>
    <message>
        <source>most frequent for the outermost operator</source>
        <translation>最外层运算符对应的最常见答案</translation>
    </message>
    <message>
        <source>wraps around</source>
        <translation>是否绕回</translation>
    </message>
    <message>
        <source>cannot move %1: the folder is no longer there</source>
        <translation>无法移动 %1：该文件夹已不存在</translation>
    </message>
    <message>
        <source>%1 lies on another disk than %2; move it by hand</source>
        <translation>%1 与 %2 不在同一磁盘上；请手动移动</translation>
    </message>
    <message>
        <source>cannot move</source>
        <translation>无法移动</translation>
    </message>
    <message>
        <source>cannot delete</source>
        <translation>无法删除</translation>
    </message>
    <message>
        <source>the loss is no longer a number at step %1; lower the learning rate, or raise warmup_steps (the last checkpoint is kept)</source>
        <translation>在第 %1 步，损失不再是数；请降低学习率，或增大 warmup_steps（最近的检查点仍然保留）</translation>
    </message>
    <message>
        <source>the gradient is no longer a number at step %1; lower the learning rate, or raise warmup_steps (the last checkpoint is kept)</source>
        <translation>在第 %1 步，梯度不再是数；请降低学习率，或增大 warmup_steps（最近的检查点仍然保留）</translation>
    </message>
    <message>
        <source>this is a device or a pipe; a text file is expected</source>
        <translation>这是一个设备或管道；此处需要文本文件</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>cannot be read; is the disk or the share all right?</source>
        <translation>无法读取；磁盘或网络共享正常吗？</translation>
    </message>
    <message>
        <source>the archive is damaged or cut off; copy it again</source>
        <translation>压缩文件已损坏或不完整；请重新复制</translation>
    </message>
    <message>
        <source>the text is UTF-16; save the file as UTF-8</source>
        <translation>文本是 UTF-16；请将文件另存为 UTF-8</translation>
    </message>
    <message>
        <source>%1 percent of the training text is not in the vocabulary; raise task.vocabulary.size or choose wordpiece</source>
        <translation>训练文本有百分之 %1 不在词表中；请增大 task.vocabulary.size，或选择 wordpiece</translation>
    </message>
    <message>
        <source>%1 percent of the validation text is not in the vocabulary; is it like the training text?</source>
        <translation>验证文本有百分之 %1 不在词表中；它与训练文本相似吗？</translation>
    </message>
    <message>
        <source>%1 percent of the test text is not in the vocabulary; is it like the training text?</source>
        <translation>测试文本有百分之 %1 不在词表中；它与训练文本相似吗？</translation>
    </message>
    <message>
        <source>hops</source>
        <translation>跳数</translation>
    </message>
    <message>
        <source>the character itself</source>
        <translation>字符本身</translation>
    </message>
    <message>
        <source>only a header line and no rows; if the line is a row, set task.header to false</source>
        <translation>只有标题行，没有数据行；如果这一行是数据，请把 task.header 设为 false</translation>
    </message>
    <message>
        <source>a row of more than 8 MiB; divide it into several</source>
        <translation>有一行超过 8 MiB；请把它分成几行</translation>
    </message>
    <message>
        <source>number of columns: %1 here, %2 in line %3 (columns are separated by %4)</source>
        <translation>列数不一致：此处有 %1 列，第 %3 行有 %2 列（列分隔符：%4）</translation>
    </message>
    <message>
        <source>the quote opened here is not closed within 8 MiB; close it, or set task.quoting to none</source>
        <translation>此处打开的引号在 8 MiB 之内没有闭合；请闭合它，或把 task.quoting 设为 none</translation>
    </message>
    <message>
        <source>the quote opened here is never closed; close it, or set task.quoting to none</source>
        <translation>此处打开的引号没有闭合；请闭合它，或把 task.quoting 设为 none</translation>
    </message>
    <message>
        <source>text after the closing quote; a quote within quotes is written &quot;&quot; (or set quoting to none)</source>
        <translation>右引号之后还有文本；引号内的引号应写成 &quot;&quot;（或将 quoting 设为 none）</translation>
    </message>
    <message>
        <source>1 column; %1 is column %2 (columns are separated by %3)</source>
        <translation>只有 1 列；%1 要求第 %2 列（列分隔符：%3）</translation>
    </message>
    <message>
        <source>%1 columns; %2 is column %3 (columns are separated by %4)</source>
        <translation>只有 %1 列；%2 要求第 %3 列（列分隔符：%4）</translation>
    </message>
    <message>
        <source>tabs</source>
        <translation>制表符</translation>
    </message>
    <message>
        <source>commas</source>
        <translation>逗号</translation>
    </message>
    <message>
        <source>semicolons</source>
        <translation>分号</translation>
    </message>
    <message>
        <source>there is no text in it, only white space</source>
        <translation>其中没有文本，只有空白</translation>
    </message>
    <message>
        <source>too little text to split off validation text; name a file in task.valid</source>
        <translation>文本太少，无法划分出验证文本；请在 task.valid 中指定文件</translation>
    </message>
    <message>
        <source>the training text has %1 tokens, fewer than a window of task.length %2; lower it</source>
        <translation>训练文本有 %1 个词元，不足一个窗口（task.length 为 %2）；请减小它</translation>
    </message>
    <message>
        <source>only one token to validate or test on</source>
        <translation>只有一个词元可用于验证或测试</translation>
    </message>
    <message>
        <source>the validation text has %1 tokens; the first %2 are used</source>
        <translation>验证文本有 %1 个词元；使用前 %2 个</translation>
    </message>
    <message>
        <source>cannot read back what was written to the cache folder; is the disk all right?</source>
        <translation>无法读回写入缓存文件夹的内容；磁盘正常吗？</translation>
    </message>
    <message>
        <source>automatic: what the task implies, causal where every position is answered from what stands before it (hops, group_words, dyck, language_model, sequence_pairs), else bidirectional.</source>
        <translation>automatic：由任务决定；每个位置都根据前面的部分作答时（hops、group_words、dyck、language_model、sequence_pairs）为 causal，否则为 bidirectional。</translation>
    </message>
    <message>
        <source>Length of a sequence. hops: its characters, after one token with the number of hops; group_words: its elements; dyck: its brackets at most, longer ones are drawn again; of plain text: the tokens of a window.</source>
        <translation>序列的长度。hops：字符数，跳数词元在它们之前；group_words：元素数；dyck：括号数的上限，更长的会重新抽取；纯文本：一个窗口的词元数。</translation>
    </message>
    <message>
        <source>How many different symbols there are. hops: no two neighbours are equal; composed_tables: what is looked up, and the size of every table.</source>
        <translation>不同符号的个数。hops：相邻两个符号不相等；composed_tables：供查表的符号数，也是每个表的条目数。</translation>
    </message>
    <message>
        <source>How deep the nesting goes at most. listops: levels of the tree, the digits&apos; own included, so that 3 is an operator within an operator; dyck: brackets that are open at once.</source>
        <translation>嵌套的最大深度。listops：树的级数，数字那一级也计入，因此 3 表示运算符中还有运算符；dyck：同时打开的括号数。</translation>
    </message>
    <message>
        <source>Tokens of a sequence at most. Longer texts are cut, special tokens included in the count, and longer expressions of listops are drawn again.</source>
        <translation>一个序列的最多词元数，特殊词元也计入。更长的文本会截断，listops 中更长的表达式会重新抽取。</translation>
    </message>
    <message>
        <source>Sequences of the validation set, generated once; none of them is trained on.</source>
        <translation>验证集的序列数，只生成一次；它们从不用于训练。</translation>
    </message>
    <message>
        <source>Sequences of the test set, generated once; none of them is trained on.</source>
        <translation>测试集的序列数，只生成一次；它们从不用于训练。</translation>
    </message>
    <message>
        <source>File to train on: a table with one example a row, or plain text; .gz too. Relative to this file.</source>
        <translation>训练文件：每行一个样本的表格，或纯文本；也可以是 .gz。路径相对于本文件。</translation>
    </message>
    <message>
        <source>File for validation; without it a part of the training file is split off.</source>
        <translation>验证文件；没有时从训练文件中划分出一部分。</translation>
    </message>
    <message>
        <source>File of the test, measured once at the end of training with the best weights.</source>
        <translation>测试用的文件；训练结束时用最佳权重测量一次。</translation>
    </message>
    <message>
        <source>What stands between columns. automatic: by the file&apos;s name, a comma in .csv, else a tab.</source>
        <translation>列之间的分隔符。automatic：由文件名决定，.csv 用逗号，其他用制表符。</translation>
    </message>
    <message>
        <source>none: a quote is a character like others; double: quoted cells, &quot;&quot; is a quote within (RFC 4180); backslash: also \&quot; and \n within; automatic: what the first rows look like.</source>
        <translation>none：引号是普通字符；double：带引号的单元格，其中 &quot;&quot; 是一个引号（RFC 4180）；backslash：其中还可以有 \&quot; 和 \n；automatic：根据前几行判断。</translation>
    </message>
    <message>
        <source>Part of the training file used for validation when there is no validation file. Of labelled rows each label gives its share, drawn from the seed; of plain text it is the end.</source>
        <translation>没有验证文件时，训练文件中用于验证的比例。带标签的行按各标签的占比由种子抽取；纯文本取末尾。</translation>
    </message>
    <message>
        <source>word: split at white space and punctuation, Chinese characters on their own; character: every character; wordpiece: words, rare ones cut into pieces that are learned from the training text (as BERT).</source>
        <translation>word：按空白和标点切分，每个汉字自成一词；character：每个字符；wordpiece：词，较少见的词切成从训练文本中学到的片段（与 BERT 相同）。</translation>
    </message>
    <message>
        <source>Most frequent tokens of the training texts kept, special tokens included; the rest is [UNK].</source>
        <translation>保留训练文本中最常见的词元的数量，包括特殊词元；其余为 [UNK]。</translation>
    </message>
    <message>
        <source>classic: expressions as Nangia and Bowman draw them; depth: the depth is drawn first, and the value really needs all of it (Csordás, Irie and Schmidhuber 2021).</source>
        <translation>classic：按 Nangia 和 Bowman 的方法抽取表达式；depth：先抽取深度，而且求值确实需要整个深度（Csordás、Irie 和 Schmidhuber 2021）。</translation>
    </message>
    <message>
        <source>An operator has from 2 to this many arguments.</source>
        <translation>一个运算符有 2 到这么多个参数。</translation>
    </message>
    <message>
        <source>Probability that a node above the last level is an operator and not a digit; 0.25 in the paper.</source>
        <translation>最后一级以上的结点是运算符而不是数字的概率；论文中为 0.25。</translation>
    </message>
    <message>
        <source>Whether every expression begins with an operator; in the paper it may be one digit.</source>
        <translation>是否每个表达式都以运算符开头；在论文中，表达式可以只是一个数字。</translation>
    </message>
    <message>
        <source>Whether brackets are added as in the paper&apos;s files: ( ( ( [MAX 2 ) 9 ) ] ) instead of [MAX 2 9 ].</source>
        <translation>是否像论文的数据文件那样加上括号：用 ( ( ( [MAX 2 ) 9 ) ] ) 代替 [MAX 2 9 ]。</translation>
    </message>
    <message>
        <source>s3: 6 elements; a5: 60, the smallest group that is not solvable; s5: 120, not solvable; z60: adding modulo 60. Where a group is not solvable the need of depth grows with the length.</source>
        <translation>s3：6 个元素；a5：60 个，最小的不可解群；s5：120 个，不可解；z60：模 60 的加法。群不可解时，需要的深度随长度增大。</translation>
    </message>
    <message>
        <source>How many kinds of brackets there are.</source>
        <translation>括号的种类数。</translation>
    </message>
    <message>
        <source>Brackets of a sequence at least.</source>
        <translation>一个序列的最少括号数。</translation>
    </message>
    <message>
        <source>p of a + b modulo p; there are p² equations.</source>
        <translation>a + b 模 p 中的 p；共有 p² 个等式。</translation>
    </message>
    <message>
        <source>Part of all equations that is trained on; half of the rest is for validation, half for the test. The smaller, the later the model generalises.</source>
        <translation>全部等式中用于训练的比例；其余一半用于验证，一半用于测试。比例越小，模型越晚学会推广。</translation>
    </message>
    <message>
        <source>How many tables there are. Each gives every symbol another one, drawn from the seed.</source>
        <translation>表的个数。每个表为每个符号给出另一个符号，由种子抽取。</translation>
    </message>
    <message>
        <source>Lookups of a sequence are drawn from 1 to this: the task&apos;s need of depth.</source>
        <translation>序列的查表次数在 1 到此值之间随机抽取；它决定了任务需要的深度。</translation>
    </message>
    <message>
        <source>forward: the symbol, then the tables in the order they are used; backward: as functions are written.</source>
        <translation>forward：先是符号，然后按使用顺序排列各表；backward：按函数的写法排列。</translation>
    </message>
    <message>
        <source>Column of a second text, where two are judged together; empty: there is one.</source>
        <translation>第二个文本所在的列，用于一起判断两个文本；留空：只有一个文本。</translation>
    </message>
    <message>
        <source>Part of the tokens that has to be guessed. Of these 80 % become [MASK], 10 % another token, 10 % stay (Devlin et al. 2019).</source>
        <translation>需要猜出的词元所占的比例。其中 80 % 变成 [MASK]，10 % 变成另一个词元，10 % 保持不变（Devlin 等 2019）。</translation>
    </message>
    <message>
        <source>Column of the text that is given: a number from 1, or a name of the header line.</source>
        <translation>源文本所在的列：从 1 开始的数字，或标题行中的列名。</translation>
    </message>
    <message>
        <source>Column of the text to be written: a number from 1, or a name of the header line.</source>
        <translation>目标文本所在的列：从 1 开始的数字，或标题行中的列名。</translation>
    </message>
    <message>
        <source>What is learned. Generated: hops (p-hop induction), listops (nested expressions), group_words (products in a group), dyck (brackets), modular_addition, composed_tables. From files: text_file (a label for a text), language_model (the next token), masked_language_model (hidden tokens), sequence_pairs (one text from another).</source>
        <translation>学习的内容。自动生成：hops（p 跳归纳）、listops（嵌套表达式）、group_words（群中的乘积）、dyck（括号）、modular_addition（模加法）、composed_tables（表的复合）。来自文件：text_file（文本的标签）、language_model（下一个词元）、masked_language_model（被遮住的词元）、sequence_pairs（由一个文本写出另一个文本）。</translation>
    </message>
    <message>
        <source>text_pair_column: the two texts cannot be the same column; leave it out for one text</source>
        <translation>text_pair_column：两个文本不能是同一列；只有一个文本时请省略此键</translation>
    </message>
    <message>
        <source>text_pair_column: text and label cannot be the same column</source>
        <translation>text_pair_column：文本和标签不能是同一列</translation>
    </message>
    <message>
        <source>target_column: source and target cannot be the same column</source>
        <translation>target_column：源文本和目标文本不能是同一列</translation>
    </message>
    <message>
        <source>train: name the file to train on</source>
        <translation>train：请指定训练文件</translation>
    </message>
    <message>
        <source>attention: with bidirectional attention the next token is seen, and there is nothing to predict; use automatic</source>
        <translation>attention：使用双向注意力时能看到下一个词元，没有可预测的内容；请使用 automatic</translation>
    </message>
    <message>
        <source>pooling: with causal attention the first token has seen nothing of the sequence; use mean</source>
        <translation>pooling：使用因果注意力时，第一个词元看不到序列的其余部分；请使用 mean</translation>
    </message>
    <message>
        <source>more than %1 values, aliases counted each time; write fewer</source>
        <translation>超过 %1 个值（每次使用别名都计算在内）；请减少</translation>
    </message>
    <message>
        <source>a &apos;{&apos; before this place is not closed; write &apos;}&apos; where its keys end</source>
        <translation>此处之前的“{”没有闭合；请在其各键结束处写“}”</translation>
    </message>
    <message>
        <source>a &apos;[&apos; before this place is not closed; write &apos;]&apos; where the list ends</source>
        <translation>此处之前的“[”没有闭合；请在列表结束处写“]”</translation>
    </message>
    <message>
        <source>this bracket closes nothing, or not the last one opened; correct it, or quote the text</source>
        <translation>这个括号没有对应的左括号，或与最后打开的括号不符；请改正，或给文本加引号</translation>
    </message>
    <message>
        <source>a &apos;:&apos; cannot stand here; put the text in quotes, or correct the indentation or the line above</source>
        <translation>此处不能有“:”；请给文本加引号，或改正缩进或上一行</translation>
    </message>
    <message>
        <source>this does not continue what stands above; correct the indentation, or put the text in quotes</source>
        <translation>此处与上文不相接；请改正缩进，或给文本加引号</translation>
    </message>
    <message>
        <source>a value cannot begin with this character; put it in quotes</source>
        <translation>值不能以这个字符开头；请给它加引号</translation>
    </message>
    <message>
        <source>nothing before has this name with &amp;; define it, or put the text in quotes</source>
        <translation>之前没有用 &amp; 定义过这个名称；请定义它，或给文本加引号</translation>
    </message>
    <message>
        <source>a name is expected after * and &amp;; put a text that begins with one in quotes</source>
        <translation>* 和 &amp; 之后应有名称；以它们开头的文本请加引号</translation>
    </message>
    <message>
        <source>unknown characters after a backslash; within double quotes write \\ for one backslash</source>
        <translation>反斜杠之后的字符无法识别；在双引号中，一个反斜杠写作 \\</translation>
    </message>
    <message>
        <source>a text after | or &gt; begins on the next line, indented</source>
        <translation>| 或 &gt; 之后的文本从下一行开始，并要缩进</translation>
    </message>
    <message>
        <source>this cannot be read; check quotes, brackets and indentation here</source>
        <translation>此处无法读取；请检查引号、括号和缩进</translation>
    </message>
    <message>
        <source>the file would be larger than this system or account allows</source>
        <translation>文件会超过此系统或账户允许的大小</translation>
    </message>
    <message>
        <source>a part of that path is a file and no folder</source>
        <translation>该路径中有一部分是文件而不是文件夹</translation>
    </message>
    <message>
        <source>its folder is missing, or nothing can be made in it</source>
        <translation>其所在文件夹不存在，或不能在其中创建内容</translation>
    </message>
    <message>
        <source>the name is too long</source>
        <translation>名称太长</translation>
    </message>
    <message>
        <source>the disk or the share does not answer</source>
        <translation>磁盘或共享没有响应</translation>
    </message>
    <message>
        <source>task.train_examples: %1 is fewer than the file&apos;s %2 labels; raise it</source>
        <translation>task.train_examples：%1 少于文件中的 %2 个标签；请增大它</translation>
    </message>
    <message>
        <source>all validation examples have one label, &apos;%1&apos;: their accuracy says little</source>
        <translation>所有验证样本只有一个标签“%1”：它们的准确率说明不了什么</translation>
    </message>
    <message>
        <source>the test text has %1 tokens; the first %2 are used</source>
        <translation>测试文本有 %1 个词元；使用前 %2 个</translation>
    </message>
    <message>
        <source>the quote opened here is never closed; close it</source>
        <translation>此处打开的引号没有闭合；请闭合它</translation>
    </message>
    <message>
        <source>slots are left out, whether or not they share weights</source>
        <translation>略去一些位置，不论它们是否共享权重</translation>
    </message>
    <message>
        <source>while modules are replaced no layer is left out; give layer_drop to the stage after it, which fine-tunes the successor</source>
        <translation>替换模块时不略去任何层；请把 layer_drop 放到之后微调后继模型的阶段</translation>
    </message>
    <message>
        <source>side layers are left out, with their rungs</source>
        <translation>略去一些侧层，连同它们的梯级</translation>
    </message>
    <message>
        <source>the student&apos;s layers are left out; terms of layers that did not run are left out with them</source>
        <translation>略去学生的一些层；没有运行的层，其损失项也一同略去</translation>
    </message>
    <message>
        <source>layers of what is kept are left out</source>
        <translation>在保留的层中略去一些</translation>
    </message>
    <message>
        <source>the successor&apos;s layers share weights; the predecessor stays as it is</source>
        <translation>后继模型的层共享权重；前驱模型保持原样</translation>
    </message>
    <message>
        <source>the side layers share weights; the backbone stays as it is</source>
        <translation>侧层共享权重；主干保持原样</translation>
    </message>
    <message>
        <source>the student shares weights</source>
        <translation>学生的层共享权重</translation>
    </message>
    <message>
        <source>what is kept shares weights, starting from the first layer of each group</source>
        <translation>保留的层共享权重，从每组的第一层开始</translation>
    </message>
    <message>
        <source>one replaces the layers of the trained model, the other leaves them as they are; choose one</source>
        <translation>一个替换训练好的模型的层，另一个让它们保持原样；请选择其一</translation>
    </message>
    <message>
        <source>soft labels and relations of the batch; the layers that run change from pass to pass</source>
        <translation>可以学习软标签和批次中的关系；每次前向运行的层都不同</translation>
    </message>
    <message>
        <source>both choose the layers of the smaller model; choose one</source>
        <translation>两者都决定较小模型的层；请选择其一</translation>
    </message>
    <message>
        <source>soft labels only: the side network&apos;s states are narrower, and are its own</source>
        <translation>只能学习软标签：侧网络的状态较窄，并且是它自己的</translation>
    </message>
    <message>
        <source>the backbone of a ladder stays as it is; truncate and fine-tune in a stage before</source>
        <translation>阶梯的主干保持原样；请在前一阶段截断并微调</translation>
    </message>
    <message>
        <source>what is kept learns from the teacher</source>
        <translation>保留的层向教师学习</translation>
    </message>
    <message>
        <source>Where its weights come from: scratch, the previous stage (its best weights where it stopped early), or a past run: {run: FOLDER}, or {run: FOLDER, weights: final} for its last weights instead of its best.</source>
        <translation>权重的来源：scratch（从头开始）、previous（上一阶段；若提前停止，则为其最佳权重），或过去的运行：{run: FOLDER}；用 {run: FOLDER, weights: final} 取它的最后权重，而不是最佳权重。</translation>
    </message>
    <message>
        <source>What this stage learns, such as masked-language pre-training; without the key, the experiment&apos;s task. The vocabulary is that of the first stage.</source>
        <translation>本阶段学习的内容，例如掩码语言预训练；没有这个键时使用实验的任务。词表是第一个阶段的词表。</translation>
    </message>
    <message>
        <source>Where the weights come from: scratch, or a past run: {run: FOLDER}, or {run: FOLDER, weights: final} for its last weights instead of its best.</source>
        <translation>权重的来源：scratch（从头开始），或过去的运行：{run: FOLDER}；用 {run: FOLDER, weights: final} 取它的最后权重，而不是最佳权重。</translation>
    </message>
    <message>
        <source>Layers of the successor; half: half of the predecessor&apos;s.</source>
        <translation>后继模型的层数；half：前驱模型的一半。</translation>
    </message>
    <message>
        <source>layers</source>
        <translation>层</translation>
    </message>
    <message>
        <source>The predecessor&apos;s slots that each layer of the successor replaces, such as [[1, 2], [3, 4]]; left out: as even as can be.</source>
        <translation>后继模型的每一层所替换的前驱模型位置，例如 [[1, 2], [3, 4]]；省略时尽量均匀。</translation>
    </message>
    <message>
        <source>Which of the predecessor&apos;s layers the successor&apos;s start from: the first ones (as the authors&apos; code), the first or the last layer of each module, spread evenly from the first to the last, or none.</source>
        <translation>后继层从前驱模型的哪些层开始：前几层（与作者的代码相同）、每个模块的第一层或最后一层、从第一层到最后一层均匀分布，或不取任何层。</translation>
    </message>
    <message>
        <source>What follows when no module is replaced in a pass, so that nothing can learn. skip: the step is counted and changes nothing (as the authors&apos; code); redraw: until one is; force: one at random. The last two raise the rate that really acts.</source>
        <translation>一次前向中没有模块被替换、因而没有权重可以学习时怎么办。skip：这一步计数，但不改变任何东西（与作者的代码相同）；redraw：重新抽取，直到有一个被替换；force：随机替换一个。后两种会提高实际起作用的替换率。</translation>
    </message>
    <message>
        <source>How the replacing rate, the probability that a module is replaced in a pass, goes on.</source>
        <translation>替换率（一次前向中模块被替换的概率）如何变化。</translation>
    </message>
    <message>
        <source>linear: from the base rate to 1, the paper&apos;s curriculum; constant: the base rate, then 1; points: through the points given.</source>
        <translation>linear：从初始替换率升到 1，即论文的课程式调度；constant：保持初始替换率，之后为 1；points：经过所给的各点。</translation>
    </message>
    <message>
        <source>The replacing rate at the start. The paper: 0.3 when it rises, 0.5 when it is constant; below 0.2 hurts.</source>
        <translation>开始时的替换率。论文：上升时取 0.3，不变时取 0.5；低于 0.2 有害。</translation>
    </message>
    <message>
        <source>linear: steps until every module is replaced (the paper&apos;s k is (1 - base rate) / steps); constant: steps after which all are.</source>
        <translation>linear：到所有模块都被替换为止的步数（论文的 k 为 (1 - base_rate) / steps）；constant：这么多步之后全部替换。</translation>
    </message>
    <message>
        <source>Steps and rates that straight lines join, such as [[0, 0.3], [500, 0.5], [1000, 1]].</source>
        <translation>步数和替换率，各点之间用直线连接，例如 [[0, 0.3], [500, 0.5], [1000, 1]]。</translation>
    </message>
    <message>
        <source>Whether the head learns while modules are replaced; the paper freezes it.</source>
        <translation>替换模块时输出头是否学习；论文将它冻结。</translation>
    </message>
    <message>
        <source>Replaces the embeddings like one more module (Su 2020); the paper freezes them.</source>
        <translation>像另一个模块一样替换嵌入（Su 2020）；论文将它们冻结。</translation>
    </message>
    <message>
        <source>Whether the predecessor&apos;s dropout acts while it is replaced, as in the authors&apos; code.</source>
        <translation>替换期间前驱模型的 dropout 是否起作用，与作者的代码相同。</translation>
    </message>
    <message>
        <source>Slots of the backbone that have a side layer and feed it; all, or a list.</source>
        <translation>主干中设有侧层并向它提供状态的位置；all 或列表。</translation>
    </message>
    <message>
        <source>How much narrower the side network is: it divides the hidden and the feed-forward width. The paper: 8.</source>
        <translation>侧网络窄多少倍：用它除隐藏宽度和前馈宽度。论文：8。</translation>
    </message>
    <message>
        <source>How the backbone&apos;s state and the side state are mixed at a rung.</source>
        <translation>主干的状态和侧状态在梯级处如何混合。</translation>
    </message>
    <message>
        <source>learned: the side state&apos;s share is sigmoid(α / temperature), learned at each rung; fixed: that share at its start; sum: both are added; schedule: the share follows the schedule.</source>
        <translation>learned：侧状态所占的份额为 sigmoid(α / temperature)，在每个梯级处学习；fixed：份额固定在初始值；sum：两者相加；schedule：份额按调度变化。</translation>
    </message>
    <message>
        <source>Divides α: the lower, the faster the gates move. The paper: 0.1.</source>
        <translation>用它除 α：越低，门变化越快。论文：0.1。</translation>
    </message>
    <message>
        <source>α at the start; 0: both states have the same share.</source>
        <translation>α 的初始值；0：两个状态所占的份额相同。</translation>
    </message>
    <message>
        <source>linear: the side state&apos;s share grows from 0.1 to 0.9 over the stage; hyperbolic: it falls from 0.9 to 0.1 as 1 / (1 + tenths of the stage).</source>
        <translation>linear：侧状态的份额在阶段中从 0.1 升到 0.9；hyperbolic：按 1 / (1 + 阶段的十分之几) 从 0.9 降到 0.1。</translation>
    </message>
    <message>
        <source>Whether a rung&apos;s state joins before or after the side layer.</source>
        <translation>梯级的状态在侧层之前还是之后汇入。</translation>
    </message>
    <message>
        <source>Where the side layers&apos; weights start. fisher: the backbone&apos;s most important rows, by squared gradients (the paper, section 3.3); magnitude: its largest rows; random.</source>
        <translation>侧层的初始权重。fisher：主干中最重要的行，按梯度平方衡量（论文第 3.3 节）；magnitude：主干中最大的行；random：随机抽取。</translation>
    </message>
    <message>
        <source>Training examples that the Fisher importance is measured on.</source>
        <translation>用来测量 Fisher 重要性的训练样本数。</translation>
    </message>
    <message>
        <source>examples</source>
        <translation>个样本</translation>
    </message>
    <message>
        <source>Whether the head learns.</source>
        <translation>输出头是否学习。</translation>
    </message>
    <message>
        <source>Whether the backbone&apos;s dropout acts in training, as in the authors&apos; code; it forbids the cache.</source>
        <translation>训练时主干的 dropout 是否起作用，如作者的代码；打开时不能保存状态。</translation>
    </message>
    <message>
        <source>automatic: the backbone&apos;s states of the data are kept, when they fit into a quarter of the memory and are used more than once.</source>
        <translation>automatic：保存主干对数据的状态，条件是它们不超过内存的四分之一，并且不止用一次。</translation>
    </message>
    <message>
        <source>Whose answers are learned from: the previous stage&apos;s model, or a past run&apos;s, {run: FOLDER}.</source>
        <translation>向谁的回答学习：上一阶段的模型（previous），或过去某个运行的模型 {run: FOLDER}。</translation>
    </message>
    <message>
        <source>Softens both answers before they are compared (Hinton et al. 2015); the term is multiplied by its square.</source>
        <translation>比较之前使双方的回答变得平缓（Hinton 等 2015）；该项乘以它的平方。</translation>
    </message>
    <message>
        <source>Share of the teacher&apos;s answers in the loss; the labels have the rest. Kullback-Leibler divergence, a mean over answers.</source>
        <translation>教师的回答在损失中所占的份额；其余属于标签。KL 散度，对回答取平均。</translation>
    </message>
    <message>
        <source>Weight of the hidden states&apos; mean squared difference (TinyBERT), over the slots of the map.</source>
        <translation>隐藏状态的均方差的权重（TinyBERT），取自互相对应的位置。</translation>
    </message>
    <message>
        <source>Weight of the attention matrices&apos; difference (TinyBERT), over the slots of the map.</source>
        <translation>注意力矩阵之差的权重（TinyBERT），取自互相对应的位置。</translation>
    </message>
    <message>
        <source>Weight of the difference of relations: how alike things are to one another in teacher and student.</source>
        <translation>关系之差的权重：在教师和学生中，事物彼此有多相似。</translation>
    </message>
    <message>
        <source>Which teacher slot teaches which student slot. uniform: student m learns from teacher m·N/n; skip: PKD&apos;s, the top one left out; last: from the teacher&apos;s last ones; pairs: the list given.</source>
        <translation>教师的哪个位置教学生的哪个位置。uniform：学生第 m 个向教师第 m·N/n 个学习；skip：PKD 的对应，不含最上面的；last：向教师的最后几个学习；pairs：按所给的列表。</translation>
    </message>
    <message>
        <source>[student slot, teacher slot] pairs, such as [[1, 2], [2, 4], [3, 6]].</source>
        <translation>若干 [学生位置, 教师位置] 对，例如 [[1, 2], [2, 4], [3, 6]]。</translation>
    </message>
    <message>
        <source>Compares the hidden states&apos; directions, as PKD does (Sun et al. 2019).</source>
        <translation>比较隐藏状态的方向，与 PKD 相同（Sun 等 2019）。</translation>
    </message>
    <message>
        <source>scores: before the softmax, as TinyBERT; probabilities: after it.</source>
        <translation>scores：softmax 之前的分数，与 TinyBERT 相同；probabilities：softmax 之后的概率。</translation>
    </message>
    <message>
        <source>batch: similarities between the sequences of a batch; values: between the positions of a sequence, by their values in the last layer (MiniLM, Wang et al. 2020).</source>
        <translation>batch：一个批次的序列之间的相似度；values：一个序列的位置之间的相似度，按它们在最后一层中的值（MiniLM，Wang 等 2020）。</translation>
    </message>
    <message>
        <source>BERT-of-Theseus (Xu et al. 2020): the layers of a smaller successor take the places of a trained, frozen predecessor&apos;s modules more and more often, until it stands alone.</source>
        <translation>BERT-of-Theseus（Xu 等 2020）：较小的后继模型的层越来越频繁地取代训练好的、冻结的前驱模型的模块，直到它独立工作。</translation>
    </message>
    <message>
        <source>Ladder Side-Tuning (Sung, Cho and Bansal 2022): a small side network reads the states of a frozen backbone; no gradient enters the backbone, which saves most of the memory.</source>
        <translation>阶梯侧调（Ladder Side-Tuning，Sung、Cho 和 Bansal 2022）：一个小的侧网络读取冻结主干的状态；没有梯度进入主干，从而省下大部分内存。</translation>
    </message>
    <message>
        <source>Distillation (Hinton, Vinyals and Dean 2015): the answers of a trained teacher are learned from, beside the labels.</source>
        <translation>蒸馏（Hinton、Vinyals 和 Dean 2015）：除了标签，还向训练好的教师的回答学习。</translation>
    </message>
    <message>
        <source>Truncation (Sajjad et al. 2020): some layers of a trained model are kept, the others dropped for good, and the rest is fine-tuned.</source>
        <translation>截断（Sajjad 等 2020）：保留训练好的模型中的一些层，永久去掉其他的层，并微调留下的部分。</translation>
    </message>
    <message>
        <source>The slots that stay, such as [1, 2, 3]; empty: the first half.</source>
        <translation>保留的位置，例如 [1, 2, 3]；留空：前一半。</translation>
    </message>
    <message>
        <source>lists of numbers in a list are expected, such as [[1, 2], [3, 4]]</source>
        <translation>此处需要由数字列表组成的列表，例如 [[1, 2], [3, 4]]</translation>
    </message>
    <message>
        <source>run: name the folder of a run</source>
        <translation>run：请指明一个运行的文件夹</translation>
    </message>
    <message>
        <source>from: the first stage has no previous one; use scratch, or a past run as {run: FOLDER}</source>
        <translation>from：第一个阶段没有上一阶段；请用 scratch，或用 {run: FOLDER} 指明过去的运行</translation>
    </message>
    <message>
        <source>%1: needs a trained model to start from; set from to previous, after a stage that trains it, or to a past run as {run: FOLDER}</source>
        <translation>%1：需要从训练好的模型开始；请把 from 设为 previous，并在前一阶段训练模型，或用 {run: FOLDER} 指明过去的运行</translation>
    </message>
    <message>
        <source>from: the ladder of stage &apos;%1&apos; is its side network, and this stage has none; keep ladder on, or start from another run</source>
        <translation>from：阶段“%1”的阶梯就是它的侧网络，而本阶段没有；请保持 ladder 打开，或从另一个运行开始</translation>
    </message>
    <message>
        <source>task: the stage before learned from other symbols; its model cannot go on with this task</source>
        <translation>task：上一阶段学习的是其他符号；它的模型不能接着学习这个任务</translation>
    </message>
    <message>
        <source>%1 and %2 cannot be had in one stage: %3</source>
        <translation>%1 和 %2 不能用在同一个阶段：%3</translation>
    </message>
    <message>
        <source>modules: together they must have every slot that runs once and in order: %1</source>
        <translation>modules：合起来必须包含每个运行的位置恰好一次，并且按顺序：%1</translation>
    </message>
    <message>
        <source>successor_layers: %1, but %2 modules are given; leave one of the two out</source>
        <translation>successor_layers：为 %1，却给出了 %2 个模块；请省略其中一个键</translation>
    </message>
    <message>
        <source>successor_layers: at most %1, the predecessor&apos;s layers, is allowed</source>
        <translation>successor_layers：不能大于前驱模型的层数 %1</translation>
    </message>
    <message>
        <source>successor_layers: %1 layers do not divide evenly into %2 modules; some replace more than others</source>
        <translation>successor_layers：%1 层不能均匀分成 %2 个模块；有些模块替换的层较多</translation>
    </message>
    <message>
        <source>points: name at least one, such as [[0, 0.3], [1000, 1]]</source>
        <translation>points：至少写出一个点，例如 [[0, 0.3], [1000, 1]]</translation>
    </message>
    <message>
        <source>points: each is a step and a rate from 0 to 1, such as [500, 0.5]</source>
        <translation>points：每个点由步数和 0 到 1 的替换率组成，例如 [500, 0.5]</translation>
    </message>
    <message>
        <source>points: their steps must rise; %1 does not follow %2</source>
        <translation>points：步数必须递增；%1 不能在 %2 之后</translation>
    </message>
    <message>
        <source>base_rate: below 0.2 the successor learns in few passes; the paper uses 0.3 to 0.7</source>
        <translation>base_rate：低于 0.2 时，后继模型只在少数前向中学习；论文用 0.3 到 0.7</translation>
    </message>
    <message>
        <source>steps: the successor is never trained alone; let the rate reach 1 earlier, or add a stage that fine-tunes it</source>
        <translation>steps：后继模型从未独立训练；请让替换率早些达到 1，或添加一个微调它的阶段</translation>
    </message>
    <message>
        <source>rungs: slots of the backbone that run, in order; there are %1</source>
        <translation>rungs：须为主干中运行的位置，按顺序；可用的是 %1</translation>
    </message>
    <message>
        <source>reduction: hidden, %1, is not divisible by %2</source>
        <translation>reduction：hidden（%1）不能被 %2 整除</translation>
    </message>
    <message>
        <source>reduction: the side network&apos;s width, %1, is not divisible by its %2 heads; choose a smaller one</source>
        <translation>reduction：侧网络的宽度 %1 不能被它的头数 %2 整除；请选择较小的值</translation>
    </message>
    <message>
        <source>reduction: feed_forward, %1, is not divisible by %2</source>
        <translation>reduction：feed_forward（%1）不能被 %2 整除</translation>
    </message>
    <message>
        <source>teacher: the first stage has no previous one; name a past run as {run: FOLDER}, or add a stage before</source>
        <translation>teacher：第一个阶段没有上一阶段；请用 {run: FOLDER} 指明过去的运行，或在前面添加一个阶段</translation>
    </message>
    <message>
        <source>distillation: beside a ladder only soft labels can be learned; set hidden, attention and relation to 0</source>
        <translation>distillation：与阶梯一起时只能学习软标签；请将 hidden、attention 和 relation 设为 0</translation>
    </message>
    <message>
        <source>distillation: beside theseus only soft labels and relations of the batch can be learned; set hidden and attention to 0</source>
        <translation>distillation：与 theseus 一起时只能学习软标签和批次中的关系；请将 hidden 和 attention 设为 0</translation>
    </message>
    <message>
        <source>soft_labels: every weight is 0, so that nothing is learned from the teacher</source>
        <translation>soft_labels：所有权重都是 0，没有向教师学习任何内容</translation>
    </message>
    <message>
        <source>pairs: name at least one, such as [[1, 2]]</source>
        <translation>pairs：至少写出一对，例如 [[1, 2]]</translation>
    </message>
    <message>
        <source>pairs: each is a student slot and a teacher slot, such as [1, 2]</source>
        <translation>pairs：每一对由学生位置和教师位置组成，例如 [1, 2]</translation>
    </message>
    <message>
        <source>pairs: the student has no slot %1 that runs; there are %2</source>
        <translation>pairs：学生没有运行的位置 %1；可用的是 %2</translation>
    </message>
    <message>
        <source>keep: slots from 1 to %1, in order</source>
        <translation>keep：须为从 1 到 %1 的位置，按顺序</translation>
    </message>
    <message>
        <source>stages: at most %1 are allowed</source>
        <translation>stages：最多 %1 个阶段</translation>
    </message>
    <message>
        <source>from: where there are stages, give it to the first of them</source>
        <translation>from：有阶段时，请把它写在第一个阶段中</translation>
    </message>
    <message>
        <source>distillation has no teacher; name a run, or train one as the stage before</source>
        <translation>蒸馏没有教师；请指明一个运行，或在前一阶段训练教师</translation>
    </message>
    <message>
        <source>one of teacher and student reads only what stands before, the other everything; give both the same attention</source>
        <translation>教师和学生中，一个只看前面的部分，另一个看全部；请让两者使用相同的注意力类型</translation>
    </message>
    <message>
        <source>one of teacher and student labels every position, the other whole sequences; soft labels need the same of both</source>
        <translation>教师和学生中，一个为每个位置标注，另一个为整个序列标注；软标签要求两者相同</translation>
    </message>
    <message>
        <source>a ladder learns from soft labels only; set hidden, attention and relation to 0</source>
        <translation>阶梯只能学习软标签；请将 hidden、attention 和 relation 设为 0</translation>
    </message>
    <message>
        <source>while modules are replaced, only soft labels and relations of the batch can be learned from; distil layers in a stage that fine-tunes the successor</source>
        <translation>替换模块时只能学习软标签和批次中的关系；请在微调后继模型的阶段中蒸馏各层</translation>
    </message>
    <message>
        <source>relations of values need a slot with attention in both teacher and student</source>
        <translation>值的关系要求教师和学生都有带注意力的位置</translation>
    </message>
    <message>
        <source>the distillation&apos;s pair [%1, %2] names slot %1 of the student, which does not run</source>
        <translation>蒸馏的 [%1, %2] 对指明了学生的位置 %1，它不运行</translation>
    </message>
    <message>
        <source>the distillation&apos;s pair [%1, %2] names slot %2 of the teacher, which does not run</source>
        <translation>蒸馏的 [%1, %2] 对指明了教师的位置 %2，它不运行</translation>
    </message>
    <message>
        <source>no slot of the student has a teacher&apos;s slot to learn from; choose another map</source>
        <translation>学生没有一个位置有对应的教师位置可以学习；请选择其他 map</translation>
    </message>
    <message>
        <source>no two slots of the distillation&apos;s map both have attention; choose another map, or set attention to 0</source>
        <translation>蒸馏中互相对应的位置没有一对都带注意力；请选择其他 map，或将 attention 设为 0</translation>
    </message>
    <message>
        <source>the teacher knows %1 labels and this task has %2; soft labels need the same labels</source>
        <translation>教师认识 %1 个标签，这个任务有 %2 个；软标签要求标签相同</translation>
    </message>
    <message>
        <source>the teacher knows %1 tokens and this task has %2; teacher and student need the same vocabulary</source>
        <translation>教师认识 %1 个词元，这个任务有 %2 个；教师和学生需要相同的词表</translation>
    </message>
    <message>
        <source>the teacher reads sequences of up to %1 tokens and this task has %2; choose a teacher for longer ones</source>
        <translation>教师最多能读 %1 个词元的序列，这个任务有 %2 个；请选择能读更长序列的教师</translation>
    </message>
    <message>
        <source>%1 has no &apos;%2&apos;</source>
        <translation>%1 中没有“%2”</translation>
    </message>
    <message>
        <source>%1 is %2 there and %3 here</source>
        <translation>%1 在那里是 %2，在这里是 %3</translation>
    </message>
    <message>
        <source>%1: the model it starts from has %2 slots, slot %3 is asked for</source>
        <translation>%1：所开始的模型有 %2 个位置，却要求位置 %3</translation>
    </message>
    <message>
        <source>%1: the model it starts from has %2 slots, this one %3; say which to keep with truncation</source>
        <translation>%1：所开始的模型有 %2 个位置，这里是 %3 个；请用 truncation 指明保留哪些</translation>
    </message>
    <message>
        <source>%1: the model it starts from is another one: %2</source>
        <translation>%1：所开始的模型不是同一个：%2</translation>
    </message>
    <message>
        <source>%1: the model it starts from knows %2 tokens, this task has %3</source>
        <translation>%1：所开始的模型认识 %2 个词元，这个任务有 %3 个</translation>
    </message>
    <message>
        <source>this task reads two texts; give the second one, too</source>
        <translation>此任务读取两段文本；请也给出第二段</translation>
    </message>
    <message>
        <source>this task reads one text, not two</source>
        <translation>此任务读取一段文本，而不是两段</translation>
    </message>
    <message>
        <source>there is no word in the text</source>
        <translation>文本中没有词</translation>
    </message>
    <message>
        <source>write [MASK] where a word is to be guessed</source>
        <translation>请在要猜的词的位置写 [MASK]</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is no token of this task; its tokens are: %2</source>
        <translation>“%1”不是此任务的词元；可用的词元：%2</translation>
    </message>
    <message>
        <source>there is no token in the text</source>
        <translation>文本中没有词元</translation>
    </message>
    <message>
        <source>the text has %1 tokens, the model reads at most %2</source>
        <translation>文本有 %1 个词元，模型最多读取 %2 个</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is no target; a figure with its bound is, such as latency_ms=3; figures: %2</source>
        <translation>“%1”不是目标；目标由一项数值及其界限组成，例如 latency_ms=3；可用的数值：%2</translation>
    </message>
    <message>
        <source>%1: &apos;%2&apos; is no number of at least 0</source>
        <translation>%1：“%2”不是大于或等于 0 的数</translation>
    </message>
    <message>
        <source>accuracy is a share from 0 to 1; write 0.9 for 90 %</source>
        <translation>准确率是 0 到 1 的比例；90 % 请写作 0.9</translation>
    </message>
    <message>
        <source>%1 has another size in the model that is taken out</source>
        <translation>%1 在取出的模型中大小不同</translation>
    </message>
    <message>
        <source>a ladder whose side layers share weights can only be taken out whole</source>
        <translation>侧层共享权重的阶梯只能整体取出</translation>
    </message>
    <message>
        <source>%1; what was measured is not kept there</source>
        <translation>%1；测量结果没有保存在那里</translation>
    </message>
    <message>
        <source>there is no text to read</source>
        <translation>没有可读取的文本</translation>
    </message>
    <message>
        <source>there are %1 texts and %2 second texts</source>
        <translation>有 %1 段文本，却有 %2 段第二文本</translation>
    </message>
    <message>
        <source>there is no depth from %1 to %2 in a model of %3 slots</source>
        <translation>在有 %3 层的模型中，没有从 %1 到 %2 的深度</translation>
    </message>
    <message>
        <source>searching %1 routes</source>
        <translation>正在搜索 %1 条路径</translation>
    </message>
    <message>
        <source>searching routes of %1 slots</source>
        <translation>正在搜索 %1 层的路径</translation>
    </message>
    <message>
        <source>%1 exists and is not empty; name a new folder</source>
        <translation>%1 已存在且不为空；请指定新的文件夹</translation>
    </message>
    <message>
        <source>one smaller model at a time is stored; %1 are asked for</source>
        <translation>每次只存储一个更小的模型；却要求 %1 个</translation>
    </message>
    <message>
        <source>measuring %1</source>
        <translation>正在测量 %1</translation>
    </message>
    <message>
        <source>%1 of %2 slots</source>
        <translation>%2 层中的 %1 层</translation>
    </message>
    <message>
        <source>Taken out of %1 at step %2: %3</source>
        <translation>取自 %1 的第 %2 步：%3</translation>
    </message>
    <message>
        <source>whole</source>
        <translation>完整的模型</translation>
    </message>
    <message>
        <source>%1: a share from 0 to below 1 is needed, not %2</source>
        <translation>%1：需要从 0 到小于 1 的比例，而不是 %2</translation>
    </message>
    <message>
        <source>there are weights that are not finite</source>
        <translation>有的权重不是有限数</translation>
    </message>
    <message>
        <source>heads and units can be taken out of a model with one stack only; extract the smaller model first</source>
        <translation>只能从有一个层堆叠的模型中去掉注意力头和前馈单元；请先取出更小的模型</translation>
    </message>
    <message>
        <source>slots %1 and %2 share attention weights but split them into %3 and %4 heads; none can be taken out</source>
        <translation>第 %1 层和第 %2 层共享注意力权重，但分成 %3 个和 %4 个头；无法去掉其中的头</translation>
    </message>
    <message>
        <source>the heads and units to keep belong to another model</source>
        <translation>要保留的注意力头和前馈单元属于另一个模型</translation>
    </message>
    <message>
        <source>&apos;%1&apos; has another shape in the smaller model</source>
        <translation>“%1”在更小的模型中形状不同</translation>
    </message>
    <message>
        <source>Width of each head of this slot; left out: hidden / heads. Heads that were pruned leave it as it was.</source>
        <translation>本层每个头的宽度；省略时为 hidden / heads。剪去一些头之后，它保持不变。</translation>
    </message>
    <message>
        <source>Which slots a depth keeps. every_other: spread evenly (Fan et al. 2019, section 3.3); first: drops the top; last: drops the bottom; symmetric: drops the middle; alternate_even, alternate_odd: drop every other one from the top; contribution: keep those that change the hidden state most (all of these: Sajjad et al. 2020, section 3); drop_rate: keep those with the lowest LayerDrop rates; search: tries routes on data, after training.</source>
        <translation>一个深度保留哪些层。every_other：均匀分布（Fan 等 2019，第 3.3 节）；first：去掉顶部；last：去掉底部；symmetric：去掉中间；alternate_even、alternate_odd：自顶部向下隔一个去掉一个；contribution：保留对隐藏状态改变最大的（以上各项：Sajjad 等 2020，第 3 节）；drop_rate：保留 LayerDrop 丢弃率最低的；search：训练之后在数据上尝试多条路径。</translation>
    </message>
    <message>
        <source>Several runs: every combination of some keys&apos; values, each with every seed.</source>
        <translation>多个运行：一些键的值的每种组合，各用每个种子。</translation>
    </message>
    <message>
        <source>Keys with the values that each takes: {techniques.layer_drop.rate: [0, 0.1, 0.2]}. A range is {from: 0, to: 0.5, by: 0.1} or {from: 1e-4, to: 1e-2, times: 10}. Every combination is a run.</source>
        <translation>各个键及其取的值：{techniques.layer_drop.rate: [0, 0.1, 0.2]}。范围写作 {from: 0, to: 0.5, by: 0.1} 或 {from: 1e-4, to: 1e-2, times: 10}。每种组合是一个运行。</translation>
    </message>
    <message>
        <source>Every combination is trained with each of these seeds: a list, or how many, counted up from the experiment&apos;s seed.</source>
        <translation>每种组合都用这些种子各训练一次：写出列表，或写出个数，从实验的种子开始往上数。</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is not allowed; allowed: uniform, linear, learned, or a list with one rate a slot</source>
        <translation>不允许“%1”；允许的值：uniform、linear、learned，或每层一个丢弃率的列表</translation>
    </message>
    <message>
        <source>uniform: the same rate for every slot; linear: growing with depth up to the rate (stochastic depth&apos;s rule); learned: one rate a slot, learned from its activations, with the rate as their mean (Fan et al. 2019, section 3.3); or a list with one rate a slot.</source>
        <translation>uniform：每层的丢弃率相同；linear：随深度增大，直到该丢弃率（随机深度的规则）；learned：每层一个丢弃率，由其激活学习得到，各层的平均为该丢弃率（Fan 等 2019，第 3.3 节）；或每层一个丢弃率的列表。</translation>
    </message>
    <message>
        <source>a list such as [0, 0.1, 0.2] is expected, or a range: {from: 0, to: 0.5, by: 0.1} or {from: 1e-4, to: 1e-2, times: 10}</source>
        <translation>此处需要列表，例如 [0, 0.1, 0.2]，或范围：{from: 0, to: 0.5, by: 0.1} 或 {from: 1e-4, to: 1e-2, times: 10}</translation>
    </message>
    <message>
        <source>a range has either &apos;by&apos; or &apos;times&apos;</source>
        <translation>范围只能有“by”和“times”之一</translation>
    </message>
    <message>
        <source>times: all three numbers are above 0, and times is not 1</source>
        <translation>times：三个数都必须大于 0，且 times 不能是 1</translation>
    </message>
    <message>
        <source>by: 0 leads nowhere</source>
        <translation>by：0 无法前进</translation>
    </message>
    <message>
        <source>this range never comes from %1 to %2; change the sign of &apos;by&apos;, or turn &apos;times&apos; over</source>
        <translation>此范围无法从 %1 到达 %2；请改变“by”的正负号，或将“times”改为倒数</translation>
    </message>
    <message>
        <source>this range has more than %1 values</source>
        <translation>此范围超过 %1 个值</translation>
    </message>
    <message>
        <source>a value is missing in the list</source>
        <translation>列表中缺少一个值</translation>
    </message>
    <message>
        <source>a sweep has at most %1 runs</source>
        <translation>一次扫描最多有 %1 个运行</translation>
    </message>
    <message>
        <source>a list of seeds is expected, such as [1, 2, 3], or how many</source>
        <translation>此处需要种子的列表，例如 [1, 2, 3]，或种子的个数</translation>
    </message>
    <message>
        <source>a map from keys to lists is expected, such as {train.learning_rate: [0.001, 0.01]}</source>
        <translation>此处需要从键到列表的映射，例如 {train.learning_rate: [0.001, 0.01]}</translation>
    </message>
    <message>
        <source>--grid %1: key=value,value,… is expected, such as techniques.layer_drop.rate=0,0.1,0.2</source>
        <translation>--grid %1：应写作 键=值,值,…，例如 techniques.layer_drop.rate=0,0.1,0.2</translation>
    </message>
    <message>
        <source>reduction: head_size, %1, is not divisible by %2</source>
        <translation>reduction：head_size（%1）不能被 %2 整除</translation>
    </message>
    <message>
        <source>sharing: slots %1 and %2 share attention weights but their heads are %3 and %4 wide together</source>
        <translation>sharing：第 %1 层和第 %2 层共享注意力权重，但各头合起来的宽度分别为 %3 和 %4</translation>
    </message>
    <message>
        <source>keep: drop_rate goes by LayerDrop&apos;s rates, which is off</source>
        <translation>keep：drop_rate 依据 LayerDrop 的丢弃率，而 LayerDrop 未启用</translation>
    </message>
    <message>
        <source>rate: learned rates have it as their mean, and none may be 1: below %1 with %2 slots</source>
        <translation>rate：学习所得的丢弃率以它为平均，并且都不能是 1：有 %2 层时必须小于 %1</translation>
    </message>
    <message>
        <source>keep: a search takes too long while training; measure the run by it afterwards: layerlab-cli depths RUN --keep search</source>
        <translation>keep：在训练中搜索用时太长；请在训练之后用它测量运行：layerlab-cli depths RUN --keep search</translation>
    </message>
    <message>
        <source>sweep: more than %1 runs; take fewer values or seeds</source>
        <translation>sweep：超过 %1 个运行；请减少值或种子</translation>
    </message>
    <message>
        <source>sweep: name values of at least one key in &apos;grid&apos;, or &apos;seeds&apos;</source>
        <translation>sweep：请在“grid”中给出至少一个键的值，或给出“seeds”</translation>
    </message>
    <message>
        <source>seed: list seeds in sweep.seeds</source>
        <translation>seed：请在 sweep.seeds 中列出种子</translation>
    </message>
    <message>
        <source>%1: this key cannot be swept</source>
        <translation>%1：此键不能扫描</translation>
    </message>
    <message>
        <source>%1: at least one value is needed</source>
        <translation>%1：至少需要一个值</translation>
    </message>
    <message>
        <source>seeds: %1 is listed twice</source>
        <translation>seeds：%1 列出了两次</translation>
    </message>
    <message>
        <source>%1: %2 is listed twice</source>
        <translation>%1：%2 列出了两次</translation>
    </message>
    <message>
        <source>with %1: %2</source>
        <translation>取 %1 时：%2</translation>
    </message>
    <message>
        <source>this machine has no 8-bit arithmetic</source>
        <translation>本机没有 8 位运算</translation>
    </message>
    <message>
        <source>a layer&apos;s input is not finite; its numbers cannot be rounded to 8 bits</source>
        <translation>一层的输入不是有限数；无法将其数值舍入为 8 位</translation>
    </message>
    <message>
        <source>&apos;%1&apos; has not one scale for each of its rows</source>
        <translation>“%1”不是每行恰有一个缩放系数</translation>
    </message>
    <message>
        <source>&apos;%1&apos; has scales that are none</source>
        <translation>“%1”的缩放系数无效</translation>
    </message>
    <message>
        <source>&apos;%1&apos; does not say how it is packed</source>
        <translation>“%1”没有说明打包方式</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is packed in another way than it says</source>
        <translation>“%1”的打包方式与其说明不符</translation>
    </message>
    <message>
        <source>plain</source>
        <translation>无技术</translation>
    </message>
    <message>
        <source>test data</source>
        <translation>测试数据</translation>
    </message>
    <message>
        <source>validation data</source>
        <translation>验证数据</translation>
    </message>
    <message>
        <source>Accuracy by depth</source>
        <translation>各深度的准确率</translation>
    </message>
    <message>
        <source>%1; mean over seeds, band: 95 % interval</source>
        <translation>%1；各种子的均值，色带：95 % 置信区间</translation>
    </message>
    <message>
        <source>layers kept</source>
        <translation>保留的层数</translation>
    </message>
    <message>
        <source>%1, %2 layers: %3 %</source>
        <translation>%1，%2 层：%3 %</translation>
    </message>
    <message>
        <source>Accuracy against %1</source>
        <translation>准确率与%1</translation>
    </message>
    <message>
        <source>%1; dashed: Pareto front, with its depths</source>
        <translation>%1；虚线：帕累托前沿，标有深度</translation>
    </message>
    <message>
        <source>median of one pass, ms</source>
        <translation>一次前向的中位数，毫秒</translation>
    </message>
    <message>
        <source>bytes of the weights</source>
        <translation>权重的字节数</translation>
    </message>
    <message>
        <source>peak of training, bytes</source>
        <translation>训练的峰值内存，字节</translation>
    </message>
    <message>
        <source>%1, made smaller</source>
        <translation>%1，缩小后</translation>
    </message>
    <message>
        <source>%1, other routes</source>
        <translation>%1，其他路径</translation>
    </message>
    <message>
        <source>%1: %2 layers, %3 %, %4 (%5)</source>
        <translation>%1：%2 层，%3 %，%4（%5）</translation>
    </message>
    <message>
        <source>latency</source>
        <translation>延迟</translation>
    </message>
    <message>
        <source>parameters</source>
        <translation>参数量</translation>
    </message>
    <message>
        <source>FLOPs</source>
        <translation>FLOPs</translation>
    </message>
    <message>
        <source>size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>%1 parameters</source>
        <translation>%1 个参数</translation>
    </message>
    <message>
        <source>Training loss</source>
        <translation>训练损失</translation>
    </message>
    <message>
        <source>one line a run; means over hundredths of a stage</source>
        <translation>每个运行一条线；取阶段每百分之一的均值</translation>
    </message>
    <message>
        <source>Validation accuracy, full depth</source>
        <translation>验证准确率，全深度</translation>
    </message>
    <message>
        <source>one line a run</source>
        <translation>每个运行一条线</translation>
    </message>
    <message>
        <source>%1 runs compared</source>
        <translation>%1 个运行的比较</translation>
    </message>
    <message>
        <source>Accuracies on %1. Experiments: %2, seeds: %3. Made by LayerLab %4.</source>
        <translation>准确率取自%1。实验：%2 个，种子：%3 个。由 LayerLab %4 生成。</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>training</source>
        <translation>训练时间</translation>
    </message>
    <message>
        <source>techniques</source>
        <translation>技术</translation>
    </message>
    <message>
        <source>machine</source>
        <translation>机器</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>图</translation>
    </message>
    <message>
        <source>Depth × run</source>
        <translation>深度 × 运行</translation>
    </message>
    <message>
        <source>Accuracy in per cent: mean over seeds ± half of its 95 % interval (Student&apos;s t). The best of each depth is marked. Of each depth the route that the experiment&apos;s strategy keeps.</source>
        <translation>准确率，百分数：各种子的均值 ± 其 95 % 置信区间的一半（学生 t 分布）。每个深度最好的已标出。每个深度取实验的策略所保留的路径。</translation>
    </message>
    <message>
        <source>What differs in their configurations</source>
        <translation>配置中的不同之处</translation>
    </message>
    <message>
        <source>key</source>
        <translation>键</translation>
    </message>
    <message>
        <source>Every result</source>
        <translation>全部结果</translation>
    </message>
    <message>
        <source>What was measured of the weights of that step, on that split. Slots count from 1.</source>
        <translation>该步的权重在该数据划分上的测量结果。层从 1 数起。</translation>
    </message>
    <message>
        <source>step</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>split</source>
        <translation>数据划分</translation>
    </message>
    <message>
        <source>weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>further metrics</source>
        <translation>其他指标</translation>
    </message>
    <message>
        <source>bytes</source>
        <translation>字节</translation>
    </message>
    <message>
        <source>as trained</source>
        <translation>训练时的精度</translation>
    </message>
    <message>
        <source>Validation while training, full depth</source>
        <translation>训练中的验证，全深度</translation>
    </message>
    <message>
        <source>stage</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>Configurations</source>
        <translation>配置</translation>
    </message>
    <message>
        <source>%1 (seed %2)</source>
        <translation>%1（种子 %2）</translation>
    </message>
    <message>
        <source>As %1 ran; but for seed and name the same: %2.</source>
        <translation>%1 运行时的配置；除种子和名称外与之相同的：%2。</translation>
    </message>
    <message>
        <source>unknown status &apos;%1&apos;</source>
        <translation>未知的状态“%1”</translation>
    </message>
    <message>
        <source>the experiment has no sweep: name values of a key, or seeds</source>
        <translation>实验中没有扫描：请给出一个键的值，或种子</translation>
    </message>
    <message>
        <source>cannot make the folder %1: %2</source>
        <translation>无法创建文件夹 %1：%2</translation>
    </message>
    <message>
        <source>%1 was written by another version of LayerLab</source>
        <translation>%1 是由另一版本的 LayerLab 写入的</translation>
    </message>
    <message>
        <source>%1 is damaged: it cannot be read</source>
        <translation>%1 已损坏：无法读取</translation>
    </message>
    <message>
        <source>cannot start</source>
        <translation>无法启动</translation>
    </message>
    <message>
        <source>layerlab-cli is neither beside this program nor on PATH; it is needed to run a sweep</source>
        <translation>在本程序所在文件夹和 PATH 中都找不到 layerlab-cli；运行扫描需要它</translation>
    </message>
    <message>
        <source>%1: no such sweep folder</source>
        <translation>%1：没有这个扫描文件夹</translation>
    </message>
    <message>
        <source>%1 is being run by another process</source>
        <translation>%1 正由另一个进程运行</translation>
    </message>
    <message>
        <source>its process was killed; perhaps the machine ran out of memory</source>
        <translation>其进程被强行终止；可能是机器内存不足</translation>
    </message>
    <message>
        <source>its process was ended by signal %1 (%2)</source>
        <translation>其进程被信号 %1（%2）终止</translation>
    </message>
    <message>
        <source>its process ended with code %1</source>
        <translation>其进程以代码 %1 结束</translation>
    </message>
    <message>
        <source>%1 was taken out of another run and has no training to go on with; train an experiment that starts from it</source>
        <translation>%1 取自另一个运行，没有可以继续的训练；请训练一个从它开始的实验</translation>
    </message>
    <message>
        <source>&apos;%1&apos; has weights that are not finite</source>
        <translation>“%1”有不是有限数的权重</translation>
    </message>
    <message>
        <source>&apos;%1&apos; belongs to no codes</source>
        <translation>“%1”没有对应的量化编码</translation>
    </message>
    <message>
        <source>there is no depth from %1 to %2; %3 slots run</source>
        <translation>没有从 %1 到 %2 的深度；运行的位置有 %3 个</translation>
    </message>
    <message>
        <source>name at least one, or say %1</source>
        <translation>至少写一个，或写 %1</translation>
    </message>
    <message>
        <source>train_head: the stage before learned another kind of task, so the head is new, and %1 would leave it untrained; set train_head to yes, or fine-tune in a stage between</source>
        <translation>train_head：前一阶段学的是另一种任务，所以输出头是新的，而 %1 不会训练它；请把 train_head 设为 yes，或在中间加一个微调阶段</translation>
    </message>
    <message>
        <source>task: sequences have up to %1 tokens here and had up to %2 in the stages before; %3 leaves the positions beyond untrained</source>
        <translation>task：这里的序列最长 %1 个词元，之前各阶段最长 %2 个；%3 不会训练超出的位置</translation>
    </message>
    <message>
        <source>distillation: %1</source>
        <translation>distillation：%1</translation>
    </message>
    <message>
        <source>teacher: the stage before answers another kind of task; soft labels need the same of both</source>
        <translation>teacher：前一阶段回答的是另一种任务；软标签要求两者相同</translation>
    </message>
    <message>
        <source>a layer&apos;s numbers are too large or too small to be computed in 8 bits</source>
        <translation>某一层的数值太大或太小，无法用 8 位计算</translation>
    </message>
    <message>
        <source>%1: the head of the model it starts from answers something else, and %2 would leave a new one untrained; set train_head to yes, or fine-tune in a stage before</source>
        <translation>%1：起始模型的输出头回答的是别的内容，而 %2 不会训练新的输出头；请把 train_head 设为 yes，或在之前加一个微调阶段</translation>
    </message>
    <message>
        <source>%1: the model it starts from read up to %2 tokens, this task has up to %3; %4 leaves the positions beyond untrained</source>
        <translation>%1：起始模型最多读 %2 个词元，本任务最多 %3 个；%4 不会训练超出的位置</translation>
    </message>
    <message>
        <source>%1: the model it starts from is a ladder, whose side network answers, and this stage has none; keep ladder on, or start from what its backbone was before</source>
        <translation>%1：起始模型是阶梯，由侧网络作答，而本阶段没有侧网络；请保持 ladder 开启，或从它的主干之前的模型开始</translation>
    </message>
    <message>
        <source>%1: the model it starts from has %2 slots, and this file says %3; set model.layers to %2, so that truncation keeps what is meant</source>
        <translation>%1：起始模型有 %2 个槽位，而本文件写的是 %3；请把 model.layers 设为 %2，使截断保留想要的层</translation>
    </message>
    <message>
        <source>%1: the model it starts from shares weights, this one has a copy for every slot</source>
        <translation>%1：起始模型共享权重，本模型的每个槽位各有一份副本</translation>
    </message>
    <message>
        <source>%1: the side network begins anew, because its rungs or its width are others than those of the ladder it starts from</source>
        <translation>%1：侧网络重新开始，因为它的横档或宽度与起始阶梯不同</translation>
    </message>
    <message>
        <source>%1: %2 was trained with other tokens: number %3 is &apos;%4&apos; there and &apos;%5&apos; here; train both with one vocabulary, by starting one from the other or both from one run</source>
        <translation>%1：%2 训练时用的是别的词元：第 %3 号在那里是“%4”，在这里是“%5”；请让两者使用同一词表：一个从另一个开始，或都从同一次运行开始</translation>
    </message>
    <message>
        <source>%1: %2 answers other labels: number %3 is &apos;%4&apos; there and &apos;%5&apos; here</source>
        <translation>%1：%2 回答的是别的标签：第 %3 个在那里是“%4”，在这里是“%5”</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>preparing the side network</source>
        <translation>正在准备侧网络</translation>
    </message>
    <message>
        <source>the weights of %1</source>
        <translation>%1 的权重</translation>
    </message>
    <message>
        <source>%1: %2 has no vocabulary.txt, so what its model&apos;s tokens stand for is not known</source>
        <translation>%1：%2 没有 vocabulary.txt，无法知道其模型的词元代表什么</translation>
    </message>
    <message>
        <source>%1 has %2 stages, stage %3 is asked for</source>
        <translation>%1 有 %2 个阶段，要的是第 %3 个</translation>
    </message>
    <message>
        <source>stage %1 of %2 is not over yet</source>
        <translation>%2 的第 %1 阶段尚未结束</translation>
    </message>
</context>
</TS>
