<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en_US">
<context>
    <name>About</name>
    <message>
        <source>About LayerLab</source>
        <translation>关于 LayerLab</translation>
    </message>
    <message>
        <source>&lt;p&gt;A laboratory for transformer depth: how few layers does a task need, by which technique, at what cost?&lt;/p&gt;&lt;p&gt;Free software under the GNU General Public License, version 3 or later (GPL-3.0-or-later). It comes without any warranty.&lt;/p&gt;&lt;p&gt;Built on Qt (LGPL-3), LibTorch (BSD-3-Clause), QCustomPlot (GPL-3), yaml-cpp (MIT), nlohmann/json (MIT), CLI11 (BSD-3-Clause), ICU (Unicode licence) and OpenBLAS (BSD-3-Clause).&lt;/p&gt;</source>
        <translation>&lt;p&gt;研究 Transformer 深度的实验室：一个任务最少需要几层、用哪种技术、代价是什么？&lt;/p&gt;&lt;p&gt;自由软件，遵循 GNU 通用公共许可证第 3 版或更高版本（GPL-3.0-or-later），不提供任何担保。&lt;/p&gt;&lt;p&gt;基于 Qt（LGPL-3）、LibTorch（BSD-3-Clause）、QCustomPlot（GPL-3）、yaml-cpp（MIT）、nlohmann/json（MIT）、CLI11（BSD-3-Clause）、ICU（Unicode 许可证）和 OpenBLAS（BSD-3-Clause）。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>About Qt</source>
        <translation>关于 Qt</translation>
    </message>
    <message>
        <source>&lt;p&gt;LayerLab&apos;s window is made with Qt, a toolkit for programs that run on many systems. Qt %1 is in use; the program was built with Qt %2.&lt;/p&gt;&lt;p&gt;LayerLab uses Qt under the GNU Lesser General Public License, version 3 (LGPL-3). More about Qt: &lt;a href=&quot;https://www.qt.io&quot;&gt;qt.io&lt;/a&gt;&lt;/p&gt;</source>
        <translation>&lt;p&gt;LayerLab 的窗口用 Qt 编写。Qt 是一套工具包，用它编写的程序可以在多种系统上运行。正在使用的是 Qt %1；程序用 Qt %2 构建。&lt;/p&gt;&lt;p&gt;LayerLab 依据 GNU 宽通用公共许可证第 3 版（LGPL-3）使用 Qt。关于 Qt 的更多信息：&lt;a href=&quot;https://www.qt.io&quot;&gt;qt.io&lt;/a&gt;&lt;/p&gt;</translation>
    </message>
</context>
<context>
    <name>Choices</name>
    <message>
        <source>Hops (built in)</source>
        <translation>Hops（内置）</translation>
    </message>
    <message>
        <source>words</source>
        <translation>按词</translation>
    </message>
    <message>
        <source>Encoder</source>
        <translation>编码器</translation>
    </message>
    <message>
        <source>as the task needs</source>
        <translation>由任务决定</translation>
    </message>
    <message>
        <source>both directions</source>
        <translation>双向</translation>
    </message>
    <message>
        <source>causal</source>
        <translation>因果</translation>
    </message>
    <message>
        <source>first token</source>
        <translation>第一个词元</translation>
    </message>
    <message>
        <source>mean of tokens</source>
        <translation>词元平均</translation>
    </message>
    <message>
        <source>before (pre)</source>
        <translation>之前（pre）</translation>
    </message>
    <message>
        <source>after (post)</source>
        <translation>之后（post）</translation>
    </message>
    <message>
        <source>GELU</source>
        <translation>GELU</translation>
    </message>
    <message>
        <source>GELU (tanh)</source>
        <translation>GELU（tanh）</translation>
    </message>
    <message>
        <source>ReLU</source>
        <translation>ReLU</translation>
    </message>
    <message>
        <source>uniform</source>
        <translation>统一</translation>
    </message>
    <message>
        <source>growing with depth</source>
        <translation>随深度增大</translation>
    </message>
    <message>
        <source>whole layer</source>
        <translation>整层</translation>
    </message>
    <message>
        <source>attention</source>
        <translation>注意力</translation>
    </message>
    <message>
        <source>feed-forward</source>
        <translation>前馈</translation>
    </message>
    <message>
        <source>AdamW</source>
        <translation>AdamW</translation>
    </message>
    <message>
        <source>linear to zero</source>
        <translation>线性降到零</translation>
    </message>
    <message>
        <source>cosine to zero</source>
        <translation>余弦降到零</translation>
    </message>
    <message>
        <source>constant</source>
        <translation>不变</translation>
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
        <source>every other</source>
        <translation>隔层保留</translation>
    </message>
    <message>
        <source>first layers</source>
        <translation>前几层</translation>
    </message>
    <message>
        <source>last layers</source>
        <translation>后几层</translation>
    </message>
    <message>
        <source>ListOps (built in)</source>
        <translation>ListOps（内置）</translation>
    </message>
    <message>
        <source>Group words (built in)</source>
        <translation>群的乘积（内置）</translation>
    </message>
    <message>
        <source>Brackets, Dyck (built in)</source>
        <translation>括号，Dyck（内置）</translation>
    </message>
    <message>
        <source>Modular addition (built in)</source>
        <translation>模加法（内置）</translation>
    </message>
    <message>
        <source>Composed tables (built in)</source>
        <translation>表的复合（内置）</translation>
    </message>
    <message>
        <source>Labelled text</source>
        <translation>带标签的文本</translation>
    </message>
    <message>
        <source>Language model</source>
        <translation>语言模型</translation>
    </message>
    <message>
        <source>Masked language model</source>
        <translation>掩码语言模型</translation>
    </message>
    <message>
        <source>Sequence pairs</source>
        <translation>序列对</translation>
    </message>
    <message>
        <source>classic</source>
        <translation>经典</translation>
    </message>
    <message>
        <source>by depth</source>
        <translation>按深度</translation>
    </message>
    <message>
        <source>S3 (6 elements)</source>
        <translation>S3（6 个元素）</translation>
    </message>
    <message>
        <source>A5 (60, not solvable)</source>
        <translation>A5（60 个，不可解）</translation>
    </message>
    <message>
        <source>S5 (120, not solvable)</source>
        <translation>S5（120 个，不可解）</translation>
    </message>
    <message>
        <source>Z60 (60, commutative)</source>
        <translation>Z60（60 个，可交换）</translation>
    </message>
    <message>
        <source>forward (x f g)</source>
        <translation>正向（x f g）</translation>
    </message>
    <message>
        <source>backward (g f x)</source>
        <translation>反向（g f x）</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>tab</source>
        <translation>制表符</translation>
    </message>
    <message>
        <source>comma</source>
        <translation>逗号</translation>
    </message>
    <message>
        <source>semicolon</source>
        <translation>分号</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>doubled (&quot;&quot;)</source>
        <translation>双写（&quot;&quot;）</translation>
    </message>
    <message>
        <source>with backslashes (\&quot;)</source>
        <translation>用反斜杠（\&quot;）</translation>
    </message>
    <message>
        <source>characters</source>
        <translation>按字符</translation>
    </message>
    <message>
        <source>pieces of words</source>
        <translation>按词片段</translation>
    </message>
    <message>
        <source>from scratch</source>
        <translation>从头开始</translation>
    </message>
    <message>
        <source>the stage before</source>
        <translation>上一阶段</translation>
    </message>
    <message>
        <source>a past run</source>
        <translation>过去的运行</translation>
    </message>
    <message>
        <source>best</source>
        <translation>最佳</translation>
    </message>
    <message>
        <source>final</source>
        <translation>最后</translation>
    </message>
    <message>
        <source>the first layers</source>
        <translation>前几层</translation>
    </message>
    <message>
        <source>starts of modules</source>
        <translation>各模块的第一层</translation>
    </message>
    <message>
        <source>ends of modules</source>
        <translation>各模块的最后一层</translation>
    </message>
    <message>
        <source>spread evenly</source>
        <translation>均匀分布</translation>
    </message>
    <message>
        <source>random</source>
        <translation>随机</translation>
    </message>
    <message>
        <source>skip the step</source>
        <translation>跳过这一步</translation>
    </message>
    <message>
        <source>draw again</source>
        <translation>重新抽取</translation>
    </message>
    <message>
        <source>replace one</source>
        <translation>随机替换一个</translation>
    </message>
    <message>
        <source>rising to 1</source>
        <translation>升到 1</translation>
    </message>
    <message>
        <source>constant, then 1</source>
        <translation>不变，之后为 1</translation>
    </message>
    <message>
        <source>drawn by hand</source>
        <translation>按点绘制</translation>
    </message>
    <message>
        <source>learned</source>
        <translation>学习</translation>
    </message>
    <message>
        <source>fixed</source>
        <translation>固定</translation>
    </message>
    <message>
        <source>sum of both</source>
        <translation>两者之和</translation>
    </message>
    <message>
        <source>by schedule</source>
        <translation>按调度</translation>
    </message>
    <message>
        <source>0.1 to 0.9</source>
        <translation>从 0.1 到 0.9</translation>
    </message>
    <message>
        <source>0.9 to 0.1</source>
        <translation>从 0.9 到 0.1</translation>
    </message>
    <message>
        <source>before the layer</source>
        <translation>侧层之前</translation>
    </message>
    <message>
        <source>after the layer</source>
        <translation>侧层之后</translation>
    </message>
    <message>
        <source>largest rows</source>
        <translation>最大的行</translation>
    </message>
    <message>
        <source>important rows (Fisher)</source>
        <translation>重要的行（Fisher）</translation>
    </message>
    <message>
        <source>where they fit</source>
        <translation>容得下时</translation>
    </message>
    <message>
        <source>never</source>
        <translation>从不</translation>
    </message>
    <message>
        <source>skip (PKD)</source>
        <translation>不含顶层（PKD）</translation>
    </message>
    <message>
        <source>last (PKD)</source>
        <translation>最后几层（PKD）</translation>
    </message>
    <message>
        <source>pairs by hand</source>
        <translation>自行配对</translation>
    </message>
    <message>
        <source>scores</source>
        <translation>分数</translation>
    </message>
    <message>
        <source>probabilities</source>
        <translation>概率</translation>
    </message>
    <message>
        <source>the batch</source>
        <translation>批次</translation>
    </message>
    <message>
        <source>values (MiniLM)</source>
        <translation>值（MiniLM）</translation>
    </message>
</context>
<context>
    <name>Examples</name>
    <message>
        <source>Default experiment</source>
        <translation>默认实验</translation>
    </message>
</context>
<context>
    <name>Help</name>
    <message>
        <source>The experiment</source>
        <translation>实验</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Vocabulary</source>
        <translation>词表</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>One slot of the stack</source>
        <translation>堆叠中的一层</translation>
    </message>
    <message>
        <source>LayerDrop</source>
        <translation>LayerDrop</translation>
    </message>
    <message>
        <source>Parameter sharing</source>
        <translation>参数共享</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Early stopping</source>
        <translation>提前停止</translation>
    </message>
    <message>
        <source>Evaluation</source>
        <translation>评估</translation>
    </message>
    <message>
        <source>Depths to compare</source>
        <translation>要比较的深度</translation>
    </message>
    <message>
        <source>One stage</source>
        <translation>一个阶段</translation>
    </message>
    <message>
        <source>unit: %1</source>
        <translation>单位：%1</translation>
    </message>
    <message>
        <source>or the word %1</source>
        <translation>或 %1</translation>
    </message>
    <message>
        <source>default %1</source>
        <translation>默认值 %1</translation>
    </message>
    <message>
        <source>Every key</source>
        <translation>所有的键</translation>
    </message>
    <message>
        <source>All keys that an experiment file may have, with what they mean, what is allowed and what holds when they are left out. The fields of the inspector are the same keys. How a file is built: [Files](files.md).</source>
        <translation>实验文件可以有的所有键：含义、允许的取值，以及省略时的默认值。检查器中的字段就是这些键。文件的结构见[文件](files.md)。</translation>
    </message>
    <message>
        <source>Keys that a stage may change</source>
        <translation>阶段可以修改的键</translation>
    </message>
    <message>
        <source>Every command</source>
        <translation>所有命令</translation>
    </message>
    <message>
        <source>Ctrl+K finds any of them by a few letters of its name. The keys of the canvas are on the page [The window](window.md).</source>
        <translation>按 Ctrl+K 后输入名称中的几个字，即可找到其中任何一个。堆叠上的按键见[窗口](window.md)一页。</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>作用</translation>
    </message>
    <message>
        <source>Theseus replacement</source>
        <translation>Theseus 替换</translation>
    </message>
    <message>
        <source>Replacing rate</source>
        <translation>替换率</translation>
    </message>
    <message>
        <source>Ladder side-tuning</source>
        <translation>阶梯侧调</translation>
    </message>
    <message>
        <source>Gates</source>
        <translation>门</translation>
    </message>
    <message>
        <source>Distillation</source>
        <translation>蒸馏</translation>
    </message>
    <message>
        <source>Truncation</source>
        <translation>截断</translation>
    </message>
    <message>
        <source>They mean what they mean in the experiment. Under train and evaluate a key left out is the experiment&apos;s; task and techniques are taken from the experiment when the stage does not name any. What stages are: [Stages](stages.md).</source>
        <translation>它们的含义与在实验中相同。train 和 evaluate 下省略的键取实验的值；阶段没有写出 task 或 techniques 时，使用实验的任务或技术。什么是阶段：见[阶段](stages.md)。</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>可以</translation>
    </message>
    <message>
        <source>no</source>
        <translation>不可以</translation>
    </message>
    <message>
        <source>Techniques together</source>
        <translation>技术的组合</translation>
    </message>
    <message>
        <source>Which techniques one stage can have. An experiment that asks for another pair is refused, with the reason given here; three go together if each two of them do. Different stages of one run can have different techniques: see [Stages](stages.md).</source>
        <translation>一个阶段可以同时使用哪些技术。要求其他组合的实验会被拒绝，理由就是这里所写的；三种技术中任意两种都能组合，三种就可以一起使用。一个运行的不同阶段可以使用不同的技术：见[阶段](stages.md)。</translation>
    </message>
    <message>
        <source>Technique</source>
        <translation>技术</translation>
    </message>
    <message>
        <source>Pair by pair</source>
        <translation>逐对说明</translation>
    </message>
    <message>
        <source>Techniques</source>
        <translation>技术</translation>
    </message>
    <message>
        <source>Together</source>
        <translation>能否一起使用</translation>
    </message>
    <message>
        <source>How, or why not</source>
        <translation>怎样使用，或为什么不能</translation>
    </message>
    <message>
        <source>Depths</source>
        <translation>深度</translation>
    </message>
    <message>
        <source>A successor has one depth, unless a stage after it trains it with LayerDrop. A ladder has one depth, unless LayerDrop is on beside it. What depths are: [Depths](depths.md).</source>
        <translation>后继模型只有一个深度，除非之后有一个阶段用 LayerDrop 训练它。阶梯只有一个深度，除非同时启用 LayerDrop。什么是深度：见[深度](depths.md)。</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Stack</source>
        <translation>层堆叠(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>运行(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation>导出(&amp;E)</translation>
    </message>
    <message>
        <source>Selected r&amp;uns</source>
        <translation>所选的运行(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
</context>
<context>
    <name>Presets</name>
    <message>
        <source>BERT with %1 layers, %2 wide, normalised after each half (Turc et al. 2019, arXiv 1908.08962).</source>
        <translation>%1 层、宽度 %2 的 BERT，在每个半层之后归一化（Turc 等 2019，arXiv 1908.08962）。</translation>
    </message>
    <message>
        <source>Tiny for trying out</source>
        <translation>试用的微型模型</translation>
    </message>
    <message>
        <source>2 layers, 32 wide: a step takes a moment, so that everything can be tried at once.</source>
        <translation>2 层，宽度 32：一步只需片刻，一切都可以马上试试。</translation>
    </message>
    <message>
        <source>ALBERT-like</source>
        <translation>类 ALBERT</translation>
    </message>
    <message>
        <source>12 layers, 256 wide, that all use the same weights, with factorised embeddings of 128 (Lan et al. 2019, arXiv 1909.11942).</source>
        <translation>12 层，宽度 256，所有层使用同一组权重，嵌入因式分解为 128（Lan 等 2019，arXiv 1909.11942）。</translation>
    </message>
    <message>
        <source>12 layers, groups of two</source>
        <translation>12 层，每两层一组</translation>
    </message>
    <message>
        <source>12 layers, 128 wide; every two neighbours use the same weights.</source>
        <translation>12 层，宽度 128；每相邻两层使用同一组权重。</translation>
    </message>
    <message>
        <source>48-layer LayerDrop</source>
        <translation>48 层 LayerDrop</translation>
    </message>
    <message>
        <source>48 layers, 64 wide, each left out of one training pass in five, to be pruned to any depth (Fan, Grave and Joulin 2019, arXiv 1909.11556).</source>
        <translation>48 层，宽度 64，每层在五分之一的训练前向中被略去，可以剪枝到任意深度（Fan、Grave 和 Joulin 2019，arXiv 1909.11556）。</translation>
    </message>
</context>
<context>
    <name>QObject</name>
    <message>
        <source>%1 does not exist; name an experiment file or a run folder</source>
        <translation>%1 不存在；请给出一个实验文件或运行文件夹</translation>
    </message>
    <message>
        <source>%1 is no run folder (it has no experiment.yaml); name a folder of a library</source>
        <translation>%1 不是运行文件夹（其中没有 experiment.yaml）；请给出运行库中的一个文件夹</translation>
    </message>
    <message>
        <source>A laboratory for transformer depth.</source>
        <translation>研究 Transformer 深度的实验室。</translation>
    </message>
    <message>
        <source>Show this help.</source>
        <translation>显示此帮助。</translation>
    </message>
    <message>
        <source>Show the version.</source>
        <translation>显示版本。</translation>
    </message>
    <message>
        <source>The folder of the runs.</source>
        <translation>保存运行的文件夹。</translation>
    </message>
    <message>
        <source>Draw the charts of runs as files, without a display; needs --to.</source>
        <translation>把运行的图表画成文件，不需要显示器；须同时给出 --to。</translation>
    </message>
    <message>
        <source>Where --render writes.</source>
        <translation>--render 的输出位置。</translation>
    </message>
    <message>
        <source>light, dark or system.</source>
        <translation>light、dark 或 system。</translation>
    </message>
    <message>
        <source>Start training at once.</source>
        <translation>立即开始训练。</translation>
    </message>
    <message>
        <source>An experiment file or a run folder to open.</source>
        <translation>要打开的实验文件或运行文件夹。</translation>
    </message>
    <message>
        <source>; see --help</source>
        <translation>；见 --help</translation>
    </message>
    <message>
        <source>--theme %1 is unknown; light, dark or system</source>
        <translation>未知的 --theme %1；可用的是 light、dark 或 system</translation>
    </message>
    <message>
        <source>--render needs at least one run folder</source>
        <translation>--render 需要至少一个运行文件夹</translation>
    </message>
    <message>
        <source>--render needs --to DIR, the folder to write to</source>
        <translation>--render 需要 --to DIR，即输出文件夹</translation>
    </message>
    <message>
        <source>--to belongs to --render</source>
        <translation>--to 只能与 --render 一起使用</translation>
    </message>
    <message>
        <source>one file or run folder can be opened at a time</source>
        <translation>一次只能打开一个文件或运行文件夹</translation>
    </message>
</context>
<context>
    <name>StageMarkers</name>
    <message>
        <source>ended early · %1</source>
        <translation>提前结束 · %1</translation>
    </message>
    <message>
        <source>ended early</source>
        <translation>提前结束</translation>
    </message>
</context>
<context>
    <name>layerlab::Actions</name>
    <message>
        <source>&amp;New experiment</source>
        <translation>新建实验(&amp;N)</translation>
    </message>
    <message>
        <source>Start from the default experiment</source>
        <translation>从默认实验开始</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>打开(&amp;O)…</translation>
    </message>
    <message>
        <source>Open an experiment file</source>
        <translation>打开实验文件</translation>
    </message>
    <message>
        <source>Open &amp;run folder…</source>
        <translation>打开运行文件夹(&amp;R)…</translation>
    </message>
    <message>
        <source>Open a run from its folder</source>
        <translation>从文件夹打开一个运行</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>Save the experiment</source>
        <translation>保存实验</translation>
    </message>
    <message>
        <source>Save &amp;as…</source>
        <translation>另存为(&amp;A)…</translation>
    </message>
    <message>
        <source>Save the experiment under another name</source>
        <translation>用另一个名称保存实验</translation>
    </message>
    <message>
        <source>Re&amp;vert to saved</source>
        <translation>恢复到已保存的版本(&amp;V)</translation>
    </message>
    <message>
        <source>Read the file again; can be undone</source>
        <translation>重新读取文件；可以撤销</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>Close LayerLab</source>
        <translation>关闭 LayerLab</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>剪切(&amp;T)</translation>
    </message>
    <message>
        <source>Cut the selected layers</source>
        <translation>剪切所选的层</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>Copy the selected layers; they can be pasted into another experiment</source>
        <translation>复制所选的层；可以粘贴到另一个实验中</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>粘贴(&amp;P)</translation>
    </message>
    <message>
        <source>Paste layers above the selected ones</source>
        <translation>把层粘贴到所选层的上方</translation>
    </message>
    <message>
        <source>&amp;Duplicate</source>
        <translation>复制一份(&amp;D)</translation>
    </message>
    <message>
        <source>Copy the selected layers to the place above them</source>
        <translation>把所选的层复制一份到其上方</translation>
    </message>
    <message>
        <source>De&amp;lete</source>
        <translation>删除(&amp;L)</translation>
    </message>
    <message>
        <source>Delete the selected layers</source>
        <translation>删除所选的层</translation>
    </message>
    <message>
        <source>Select &amp;all layers</source>
        <translation>选择所有层(&amp;A)</translation>
    </message>
    <message>
        <source>Select every layer of the stack</source>
        <translation>选择堆叠中的所有层</translation>
    </message>
    <message>
        <source>&amp;Insert a layer</source>
        <translation>插入一层(&amp;I)</translation>
    </message>
    <message>
        <source>Insert a layer above the selected ones</source>
        <translation>在所选层的上方插入一层</translation>
    </message>
    <message>
        <source>Move &amp;up</source>
        <translation>上移(&amp;U)</translation>
    </message>
    <message>
        <source>Move the selected layers towards the classifier</source>
        <translation>把所选的层移向分类器</translation>
    </message>
    <message>
        <source>Move &amp;down</source>
        <translation>下移(&amp;D)</translation>
    </message>
    <message>
        <source>Move the selected layers towards the embeddings</source>
        <translation>把所选的层移向嵌入</translation>
    </message>
    <message>
        <source>&amp;Share weights</source>
        <translation>共享权重(&amp;S)</translation>
    </message>
    <message>
        <source>The selected layers use one set of weights</source>
        <translation>所选的层使用同一组权重</translation>
    </message>
    <message>
        <source>Share &amp;attention only</source>
        <translation>只共享注意力(&amp;A)</translation>
    </message>
    <message>
        <source>The selected layers use one set of attention weights</source>
        <translation>所选的层使用同一组注意力权重</translation>
    </message>
    <message>
        <source>Share f&amp;eed-forward only</source>
        <translation>只共享前馈(&amp;E)</translation>
    </message>
    <message>
        <source>The selected layers use one set of feed-forward weights</source>
        <translation>所选的层使用同一组前馈权重</translation>
    </message>
    <message>
        <source>&amp;Own weights</source>
        <translation>各自的权重(&amp;O)</translation>
    </message>
    <message>
        <source>The selected layers get weights of their own</source>
        <translation>让所选的层拥有各自的权重</translation>
    </message>
    <message>
        <source>S&amp;kip</source>
        <translation>跳过(&amp;K)</translation>
    </message>
    <message>
        <source>The selected layers never run; again: they run</source>
        <translation>所选的层从不运行；再次执行则恢复运行</translation>
    </message>
    <message>
        <source>&amp;Freeze</source>
        <translation>冻结(&amp;F)</translation>
    </message>
    <message>
        <source>The selected layers run but do not learn; again: they learn</source>
        <translation>所选的层运行但不学习；再次执行则恢复学习</translation>
    </message>
    <message>
        <source>&amp;Train</source>
        <translation>训练(&amp;T)</translation>
    </message>
    <message>
        <source>Train the draft as a new run</source>
        <translation>把草稿作为新的运行来训练</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>暂停(&amp;P)</translation>
    </message>
    <message>
        <source>Pause after this step, or go on</source>
        <translation>在这一步之后暂停，或继续</translation>
    </message>
    <message>
        <source>One &amp;step</source>
        <translation>单步(&amp;S)</translation>
    </message>
    <message>
        <source>Train one step, then pause</source>
        <translation>训练一步，然后暂停</translation>
    </message>
    <message>
        <source>Stop with a checkpoint; the run can be resumed</source>
        <translation>保存检查点后停止；运行以后可以继续</translation>
    </message>
    <message>
        <source>Go on with the run on display from its last checkpoint</source>
        <translation>从最近的检查点继续当前显示的运行</translation>
    </message>
    <message>
        <source>&amp;Duplicate as new experiment</source>
        <translation>复制为新实验(&amp;D)</translation>
    </message>
    <message>
        <source>Make a draft from the run on display</source>
        <translation>由当前显示的运行生成草稿</translation>
    </message>
    <message>
        <source>&amp;Measure every depth</source>
        <translation>测量每个深度(&amp;M)</translation>
    </message>
    <message>
        <source>Accuracy, cost and latency of each depth of the run on display</source>
        <translation>当前显示的运行在每个深度的准确率、代价和延迟</translation>
    </message>
    <message>
        <source>Show the &amp;draft</source>
        <translation>显示草稿(&amp;D)</translation>
    </message>
    <message>
        <source>Show the experiment being edited</source>
        <translation>显示正在编辑的实验</translation>
    </message>
    <message>
        <source>Show the &amp;run</source>
        <translation>显示运行(&amp;R)</translation>
    </message>
    <message>
        <source>Show the run&apos;s own experiment</source>
        <translation>显示该运行自己的实验</translation>
    </message>
    <message>
        <source>Stac&amp;k</source>
        <translation>层堆叠(&amp;K)</translation>
    </message>
    <message>
        <source>Show the layer stack</source>
        <translation>显示层堆叠</translation>
    </message>
    <message>
        <source>&amp;YAML</source>
        <translation>YAML(&amp;Y)</translation>
    </message>
    <message>
        <source>Show the experiment as text</source>
        <translation>以文本显示实验</translation>
    </message>
    <message>
        <source>&amp;Fit the stack</source>
        <translation>层堆叠适合视图(&amp;F)</translation>
    </message>
    <message>
        <source>Show the whole stack at once</source>
        <translation>一次显示整个堆叠</translation>
    </message>
    <message>
        <source>&amp;Inspector</source>
        <translation>检查器(&amp;I)</translation>
    </message>
    <message>
        <source>Show or hide the inspector</source>
        <translation>显示或隐藏检查器</translation>
    </message>
    <message>
        <source>&amp;Charts</source>
        <translation>图表(&amp;C)</translation>
    </message>
    <message>
        <source>Show or hide the charts</source>
        <translation>显示或隐藏图表</translation>
    </message>
    <message>
        <source>Show or hide the table of runs</source>
        <translation>显示或隐藏运行列表</translation>
    </message>
    <message>
        <source>&amp;Arrange panels</source>
        <translation>布置面板(&amp;A)</translation>
    </message>
    <message>
        <source>Show the panels&apos; title bars, to move and float them</source>
        <translation>显示面板的标题栏，以便移动面板或让它们浮动</translation>
    </message>
    <message>
        <source>Light or dark as the desktop is</source>
        <translation>与桌面一致，浅色或深色</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>浅色(&amp;L)</translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation>浅色主题</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>深色(&amp;D)</translation>
    </message>
    <message>
        <source>Dark theme</source>
        <translation>深色主题</translation>
    </message>
    <message>
        <source>Switch &amp;theme</source>
        <translation>切换主题(&amp;T)</translation>
    </message>
    <message>
        <source>Switch between light and dark</source>
        <translation>在浅色和深色之间切换</translation>
    </message>
    <message>
        <source>As the &amp;desktop&apos;s</source>
        <translation>跟随桌面(&amp;D)</translation>
    </message>
    <message>
        <source>The language of the desktop; from the next start</source>
        <translation>使用桌面的语言；下次启动时生效</translation>
    </message>
    <message>
        <source>English; from the next start</source>
        <translation>英文；下次启动时生效</translation>
    </message>
    <message>
        <source>Simplified Chinese; from the next start</source>
        <translation>简体中文；下次启动时生效</translation>
    </message>
    <message>
        <source>Fit the c&amp;harts</source>
        <translation>图表适合视图(&amp;H)</translation>
    </message>
    <message>
        <source>Show all data in every chart and follow its end</source>
        <translation>在每张图中显示全部数据，并跟随末端</translation>
    </message>
    <message>
        <source>&amp;Stack as picture…</source>
        <translation>层堆叠图片(&amp;S)…</translation>
    </message>
    <message>
        <source>Save a picture of the stack</source>
        <translation>保存层堆叠的图片</translation>
    </message>
    <message>
        <source>&amp;Loss chart…</source>
        <translation>损失图(&amp;L)…</translation>
    </message>
    <message>
        <source>Save the loss chart as PNG, SVG, PDF or CSV</source>
        <translation>将损失图保存为 PNG、SVG、PDF 或 CSV</translation>
    </message>
    <message>
        <source>Accuracy by &amp;depth…</source>
        <translation>各深度的准确率(&amp;D)…</translation>
    </message>
    <message>
        <source>Save the accuracy of each depth as PNG, SVG, PDF or CSV</source>
        <translation>将各深度的准确率保存为 PNG、SVG、PDF 或 CSV</translation>
    </message>
    <message>
        <source>Accuracy over &amp;time…</source>
        <translation>准确率随时间的变化(&amp;T)…</translation>
    </message>
    <message>
        <source>Save the accuracy of each depth over time as PNG, SVG, PDF or CSV</source>
        <translation>将各深度准确率随时间的变化保存为 PNG、SVG、PDF 或 CSV</translation>
    </message>
    <message>
        <source>&amp;Filter runs</source>
        <translation>筛选运行(&amp;F)</translation>
    </message>
    <message>
        <source>Find runs by name, tag or figure</source>
        <translation>按名称、标签或数值查找运行</translation>
    </message>
    <message>
        <source>Find any command by its name</source>
        <translation>按名称查找任何命令</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>打开…</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>单步</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>What the part of the window with the keyboard does</source>
        <translation>说明当前焦点所在的部分</translation>
    </message>
    <message>
        <source>&amp;Keys of the experiment file</source>
        <translation>实验文件的键(&amp;K)</translation>
    </message>
    <message>
        <source>Every key with its meaning, range and default</source>
        <translation>每个键的含义、取值范围和默认值</translation>
    </message>
    <message>
        <source>Show the &amp;tour</source>
        <translation>显示导览(&amp;T)</translation>
    </message>
    <message>
        <source>A short tour of the window</source>
        <translation>窗口的简短导览</translation>
    </message>
    <message>
        <source>&amp;About LayerLab</source>
        <translation>关于 LayerLab(&amp;A)</translation>
    </message>
    <message>
        <source>Version, licence and libraries</source>
        <translation>版本、许可证和所用的库</translation>
    </message>
    <message>
        <source>About &amp;Qt</source>
        <translation>关于 Qt(&amp;Q)</translation>
    </message>
    <message>
        <source>The version of Qt</source>
        <translation>Qt 的版本</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>继续(&amp;R)</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>St&amp;op</source>
        <translation>停止(&amp;O)</translation>
    </message>
    <message>
        <source>Resume t&amp;his run</source>
        <translation>继续此运行(&amp;H)</translation>
    </message>
    <message>
        <source>R&amp;uns</source>
        <translation>运行列表(&amp;U)</translation>
    </message>
    <message>
        <source>A&amp;s the desktop</source>
        <translation>跟随桌面(&amp;S)</translation>
    </message>
    <message>
        <source>Co&amp;mmands…</source>
        <translation>命令(&amp;M)…</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>&amp;Import data…</source>
        <translation>导入数据(&amp;I)…</translation>
    </message>
    <message>
        <source>Make the task from a table or a text: look at it, choose columns</source>
        <translation>由表格或文本生成任务：查看内容，选择列</translation>
    </message>
    <message>
        <source>Accuracy by di&amp;fficulty…</source>
        <translation>各难度的准确率(&amp;F)…</translation>
    </message>
    <message>
        <source>Save the accuracy by difficulty as PNG, SVG, PDF or CSV</source>
        <translation>将各难度的准确率保存为 PNG、SVG、PDF 或 CSV</translation>
    </message>
    <message>
        <source>Ans&amp;wers by label…</source>
        <translation>各标签的回答(&amp;W)…</translation>
    </message>
    <message>
        <source>Save the answers by label as PNG, SVG, PDF or CSV</source>
        <translation>将各标签的回答保存为 PNG、SVG、PDF 或 CSV</translation>
    </message>
    <message>
        <source>M&amp;easure depths…</source>
        <translation>测量深度(&amp;E)…</translation>
    </message>
    <message>
        <source>Choose by which rule or search each depth keeps its layers, and measure that</source>
        <translation>选择每个深度按哪条规则或搜索保留层，并进行测量</translation>
    </message>
    <message>
        <source>Smaller mode&amp;l…</source>
        <translation>更小的模型(&amp;L)…</translation>
    </message>
    <message>
        <source>Take a smaller model out of the run on display: fewer layers, fewer bits, pruned</source>
        <translation>从当前显示的运行中取出更小的模型：更少的层、更少的位、剪枝</translation>
    </message>
    <message>
        <source>Tr&amp;y it…</source>
        <translation>试一试(&amp;Y)…</translation>
    </message>
    <message>
        <source>Type a text and read the answers of the run on display</source>
        <translation>输入文本，查看当前显示的运行的回答</translation>
    </message>
    <message>
        <source>Run s&amp;weep</source>
        <translation>开始扫描(&amp;W)</translation>
    </message>
    <message>
        <source>Train every combination of the draft&apos;s sweep as a run of its own</source>
        <translation>将草稿中扫描的每种组合各训练为一个运行</translation>
    </message>
    <message>
        <source>Start no new runs of the sweep, or go on</source>
        <translation>不再开始扫描中的新运行，或继续</translation>
    </message>
    <message>
        <source>Stop its runs with checkpoints; the sweep can be continued</source>
        <translation>保存检查点后停止其中的运行；扫描以后可以继续</translation>
    </message>
    <message>
        <source>Stop its runs, and give up those that wait</source>
        <translation>停止其中的运行，并放弃等待中的运行</translation>
    </message>
    <message>
        <source>Com&amp;pare</source>
        <translation>比较(&amp;P)</translation>
    </message>
    <message>
        <source>Show the compared runs</source>
        <translation>显示所比较的运行</translation>
    </message>
    <message>
        <source>S&amp;weep</source>
        <translation>参数扫描(&amp;W)</translation>
    </message>
    <message>
        <source>Show the results of a sweep</source>
        <translation>显示扫描的结果</translation>
    </message>
    <message>
        <source>Sweep &amp;queue</source>
        <translation>扫描队列(&amp;Q)</translation>
    </message>
    <message>
        <source>Show the queue of a sweep&apos;s runs</source>
        <translation>显示扫描中各运行的队列</translation>
    </message>
    <message>
        <source>&amp;Report…</source>
        <translation>报告(&amp;R)…</translation>
    </message>
    <message>
        <source>Write a report, HTML or PDF, of the compared runs, or else of the run on display</source>
        <translation>将所比较的运行（没有时为当前显示的运行）写成 HTML 或 PDF 报告</translation>
    </message>
    <message>
        <source>Report…</source>
        <translation>报告…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Train the draft alone as a new run; Run sweep trains the runs of its sweep (%1)</source>
        <translation>只将草稿本身训练为一个新运行；“开始扫描”训练其扫描中的运行（%1）</translation>
    </message>
    <message>
        <source>P&amp;ause the sweep</source>
        <translation>暂停扫描(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Interrupt the sweep</source>
        <translation>停止扫描(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Cancel the sweep</source>
        <translation>取消扫描(&amp;C)</translation>
    </message>
    <message>
        <source>Res&amp;ume the sweep</source>
        <translation>继续扫描(&amp;R)</translation>
    </message>
    <message>
        <source>Co&amp;ntinue the sweep</source>
        <translation>继续扫描(&amp;N)</translation>
    </message>
</context>
<context>
    <name>layerlab::AnswerList</name>
    <message>
        <source>Answers</source>
        <translation>回答</translation>
    </message>
</context>
<context>
    <name>layerlab::BarList</name>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>… and %1 more</source>
        <translation>… 另有 %1 条</translation>
    </message>
</context>
<context>
    <name>layerlab::ChartView</name>
    <message>
        <source>Smoothing of the curve</source>
        <translation>曲线的平滑程度</translation>
    </message>
    <message>
        <source>How much of the smoothed curve is its own past: an exponential moving average whose start is corrected, as in TensorBoard. The faint line is the raw value.</source>
        <translation>平滑后的曲线有多少来自它自己的过去：起始处经过校正的指数移动平均，与 TensorBoard 相同。淡色线是原始值。</translation>
    </message>
    <message>
        <source>smoothing %1</source>
        <translation>平滑 %1</translation>
    </message>
    <message>
        <source>log</source>
        <translation>对数</translation>
    </message>
    <message>
        <source>Logarithmic vertical axis</source>
        <translation>对数纵轴</translation>
    </message>
    <message>
        <source>fit</source>
        <translation>适合</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>适合</translation>
    </message>
    <message>
        <source>Export and options of this chart</source>
        <translation>此图的导出和选项</translation>
    </message>
    <message>
        <source>Export, copy, axes, curves</source>
        <translation>导出、复制、坐标轴、曲线</translation>
    </message>
    <message>
        <source>Copy picture</source>
        <translation>复制图片</translation>
    </message>
    <message>
        <source>Export PNG…</source>
        <translation>导出 PNG…</translation>
    </message>
    <message>
        <source>Export SVG…</source>
        <translation>导出 SVG…</translation>
    </message>
    <message>
        <source>Export PDF…</source>
        <translation>导出 PDF…</translation>
    </message>
    <message>
        <source>Export CSV…</source>
        <translation>导出 CSV…</translation>
    </message>
    <message>
        <source>Logarithmic horizontal axis</source>
        <translation>对数横轴</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1 at %2 %3: %4</source>
        <translation>%1，%2 %3：%4</translation>
    </message>
    <message>
        <source>Cannot write %1.</source>
        <translation>无法写入 %1。</translation>
    </message>
    <message>
        <source>Cannot write %1: %2</source>
        <translation>无法写入 %1：%2</translation>
    </message>
    <message>
        <source>Cannot write %1: a chart can be saved as png, svg, pdf or csv.</source>
        <translation>无法写入 %1：图表可以保存为 png、svg、pdf 或 csv。</translation>
    </message>
    <message>
        <source>Export chart</source>
        <translation>导出图表</translation>
    </message>
    <message>
        <source>%1 files (*.%2)</source>
        <translation>%1 文件 (*.%2)</translation>
    </message>
    <message>
        <source>… and %1 more</source>
        <translation>… 另有 %1 条</translation>
    </message>
    <message>
        <source>Values as a table</source>
        <translation>以表格显示数值</translation>
    </message>
    <message>
        <source>Copy data</source>
        <translation>复制数据</translation>
    </message>
    <message>
        <source>Shows everything and follows the end.</source>
        <translation>显示全部，并跟随末端。</translation>
    </message>
    <message>
        <source>Show everything and follow the end again.</source>
        <translation>显示全部，并重新跟随末端。</translation>
    </message>
    <message>
        <source>Double-click, Home or 0. The wheel zooms, with Ctrl only across, with Shift only up and down.</source>
        <translation>双击、Home 或 0。滚轮缩放；按住 Ctrl 只缩放横向，按住 Shift 只缩放纵向。</translation>
    </message>
    <message>
        <source>Values of the chart %1</source>
        <translation>图表“%1”的数值</translation>
    </message>
</context>
<context>
    <name>layerlab::CollapsibleSection</name>
    <message>
        <source>Depths to compare</source>
        <translation>要比较的深度</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Evaluate every</source>
        <translation>评估间隔</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Smallest depth</source>
        <translation>最小深度</translation>
    </message>
    <message>
        <source>Largest depth</source>
        <translation>最大深度</translation>
    </message>
    <message>
        <source>Depths at most</source>
        <translation>深度数上限</translation>
    </message>
    <message>
        <source>About the experiment</source>
        <translation>关于实验</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>change per layer</source>
        <translation>修改各层丢弃率</translation>
    </message>
    <message>
        <source>expected depth %1 of %2</source>
        <translation>期望深度 %1 / %2</translation>
    </message>
    <message>
        <source>LayerDrop</source>
        <translation>LayerDrop</translation>
    </message>
    <message>
        <source>Leaves layers out of training passes at random, so that the model can be pruned to any depth afterwards (Fan, Grave and Joulin 2019).</source>
        <translation>在训练前向中随机略去若干层，使模型之后可以剪枝到任意深度（Fan、Grave 和 Joulin 2019）。</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>丢弃率</translation>
    </message>
    <message>
        <source>a rate for each</source>
        <translation>各层不同</translation>
    </message>
    <message>
        <source>Per layer</source>
        <translation>各层</translation>
    </message>
    <message>
        <source>Rates</source>
        <translation>各层丢弃率</translation>
    </message>
    <message>
        <source>change layers</source>
        <translation>修改层数</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Family</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>层数</translation>
    </message>
    <message>
        <source>Hidden</source>
        <translation>隐藏维度</translation>
    </message>
    <message>
        <source>Heads</source>
        <translation>注意力头数</translation>
    </message>
    <message>
        <source>Feed-forward</source>
        <translation>前馈宽度</translation>
    </message>
    <message>
        <source>Normalise</source>
        <translation>归一化</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>激活函数</translation>
    </message>
    <message>
        <source>Dropout</source>
        <translation>Dropout</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>高级</translation>
    </message>
    <message>
        <source>Attention dropout</source>
        <translation>注意力 dropout</translation>
    </message>
    <message>
        <source>Embedding size</source>
        <translation>嵌入宽度</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>注意力</translation>
    </message>
    <message>
        <source>Pooling</source>
        <translation>池化</translation>
    </message>
    <message>
        <source>Pooler</source>
        <translation>池化层</translation>
    </message>
    <message>
        <source>Token types</source>
        <translation>词元类型</translation>
    </message>
    <message>
        <source>Initial spread</source>
        <translation>初始标准差</translation>
    </message>
    <message>
        <source>Norm epsilon</source>
        <translation>归一化 epsilon</translation>
    </message>
    <message>
        <source>change sharing</source>
        <translation>修改参数共享</translation>
    </message>
    <message>
        <source>Parameter sharing</source>
        <translation>参数共享</translation>
    </message>
    <message>
        <source>Several layers use the same weights (Lan et al. 2019, ALBERT).</source>
        <translation>多个层使用同一组权重（Lan 等 2019，ALBERT）。</translation>
    </message>
    <message>
        <source>every k layers</source>
        <translation>每 k 层一组</translation>
    </message>
    <message>
        <source>number of groups</source>
        <translation>按组数</translation>
    </message>
    <message>
        <source>all layers</source>
        <translation>所有层</translation>
    </message>
    <message>
        <source>by name</source>
        <translation>按名称</translation>
    </message>
    <message>
        <source>Group by</source>
        <translation>分组方式</translation>
    </message>
    <message>
        <source>Group size</source>
        <translation>每组层数</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>组数</translation>
    </message>
    <message>
        <source>Names</source>
        <translation>组名</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>共享内容</translation>
    </message>
    <message>
        <source>as the model</source>
        <translation>同模型</translation>
    </message>
    <message>
        <source>as the model: %1</source>
        <translation>同模型：%1</translation>
    </message>
    <message>
        <source>change task</source>
        <translation>修改任务</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Sequence length</source>
        <translation>序列长度</translation>
    </message>
    <message>
        <source>Symbols</source>
        <translation>字母表大小</translation>
    </message>
    <message>
        <source>Most hops</source>
        <translation>最大跳数</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练集</translation>
    </message>
    <message>
        <source>Training examples</source>
        <translation>训练样本</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>验证集</translation>
    </message>
    <message>
        <source>Validation examples</source>
        <translation>验证样本</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试集</translation>
    </message>
    <message>
        <source>Test examples</source>
        <translation>测试样本</translation>
    </message>
    <message>
        <source>Text column</source>
        <translation>文本列</translation>
    </message>
    <message>
        <source>Label column</source>
        <translation>标签列</translation>
    </message>
    <message>
        <source>Header line</source>
        <translation>标题行</translation>
    </message>
    <message>
        <source>Vocabulary</source>
        <translation>词表大小</translation>
    </message>
    <message>
        <source>Validation size</source>
        <translation>验证集大小</translation>
    </message>
    <message>
        <source>Test size</source>
        <translation>测试集大小</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>Lower case</source>
        <translation>转为小写</translation>
    </message>
    <message>
        <source>Validation part</source>
        <translation>验证集比例</translation>
    </message>
    <message>
        <source>change early stopping</source>
        <translation>修改提前停止</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>批次大小</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>预热</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>学习率调度</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>线程数</translation>
    </message>
    <message>
        <source>Stop early</source>
        <translation>提前停止</translation>
    </message>
    <message>
        <source>Ends training when validation no longer gets better.</source>
        <translation>验证结果不再变好时结束训练。</translation>
    </message>
    <message>
        <source>Watch</source>
        <translation>监视指标</translation>
    </message>
    <message>
        <source>Patience</source>
        <translation>耐心</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>权重衰减</translation>
    </message>
    <message>
        <source>Gradient clip</source>
        <translation>梯度裁剪</translation>
    </message>
    <message>
        <source>Beta 1</source>
        <translation>Beta 1</translation>
    </message>
    <message>
        <source>Beta 2</source>
        <translation>Beta 2</translation>
    </message>
    <message>
        <source>Epsilon</source>
        <translation>Epsilon</translation>
    </message>
    <message>
        <source>Checkpoint every</source>
        <translation>检查点间隔</translation>
    </message>
    <message>
        <source>switch on %1</source>
        <translation>启用“%1”</translation>
    </message>
    <message>
        <source>switch off %1</source>
        <translation>停用“%1”</translation>
    </message>
    <message>
        <source>Expressions</source>
        <translation>表达式</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>群</translation>
    </message>
    <message>
        <source>Kinds of brackets</source>
        <translation>括号种类数</translation>
    </message>
    <message>
        <source>Deepest nesting</source>
        <translation>最大嵌套深度</translation>
    </message>
    <message>
        <source>Modulus</source>
        <translation>模数</translation>
    </message>
    <message>
        <source>Training part</source>
        <translation>训练集比例</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>表的个数</translation>
    </message>
    <message>
        <source>Most lookups</source>
        <translation>最大查表次数</translation>
    </message>
    <message>
        <source>Source column</source>
        <translation>源文本列</translation>
    </message>
    <message>
        <source>Target column</source>
        <translation>目标文本列</translation>
    </message>
    <message>
        <source>Masked part</source>
        <translation>遮蔽比例</translation>
    </message>
    <message>
        <source>Longest sequence</source>
        <translation>最长序列</translation>
    </message>
    <message>
        <source>Most arguments</source>
        <translation>最多参数数</translation>
    </message>
    <message>
        <source>Operators</source>
        <translation>运算符概率</translation>
    </message>
    <message>
        <source>Operator first</source>
        <translation>以运算符开头</translation>
    </message>
    <message>
        <source>Extra brackets</source>
        <translation>额外的括号</translation>
    </message>
    <message>
        <source>Shortest</source>
        <translation>最短长度</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>顺序</translation>
    </message>
    <message>
        <source>Second text</source>
        <translation>第二文本列</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列分隔符</translation>
    </message>
    <message>
        <source>Quotes</source>
        <translation>引号</translation>
    </message>
    <message>
        <source>The answers of a trained teacher are learned from, beside the labels (Hinton, Vinyals and Dean 2015).</source>
        <translation>除了标签，还向训练好的教师的回答学习（Hinton、Vinyals 和 Dean 2015）。</translation>
    </message>
    <message>
        <source>Teacher</source>
        <translation>教师</translation>
    </message>
    <message>
        <source>Soft labels</source>
        <translation>软标签</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>温度</translation>
    </message>
    <message>
        <source>Hidden states</source>
        <translation>隐藏状态</translation>
    </message>
    <message>
        <source>Relations</source>
        <translation>关系</translation>
    </message>
    <message>
        <source>Layer map</source>
        <translation>层的对应</translation>
    </message>
    <message>
        <source>Pairs</source>
        <translation>对应的层</translation>
    </message>
    <message>
        <source>Directions only</source>
        <translation>只比较方向</translation>
    </message>
    <message>
        <source>Attention of</source>
        <translation>比较的注意力</translation>
    </message>
    <message>
        <source>Relations of</source>
        <translation>比较的关系</translation>
    </message>
    <message>
        <source>%1 of %2 layers have a rung; the side network is %3 wide.</source>
        <translation>%2 层中有 %1 层设有梯级；侧网络的宽度为 %3。</translation>
    </message>
    <message>
        <source>The side state&apos;s share μ starts at %1.</source>
        <translation>侧状态所占的份额 μ 从 %1 开始。</translation>
    </message>
    <message>
        <source>A small side network reads the states of a frozen backbone, into which no gradient goes (Sung, Cho and Bansal 2022, Ladder Side-Tuning).</source>
        <translation>一个小的侧网络读取冻结主干的状态，没有梯度进入主干（Sung、Cho 和 Bansal 2022，Ladder Side-Tuning）。</translation>
    </message>
    <message>
        <source>Rungs</source>
        <translation>梯级</translation>
    </message>
    <message>
        <source>Reduction</source>
        <translation>缩减倍数</translation>
    </message>
    <message>
        <source>Gates</source>
        <translation>门</translation>
    </message>
    <message>
        <source>Start α</source>
        <translation>α 的初始值</translation>
    </message>
    <message>
        <source>Start from</source>
        <translation>初始权重</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>样本数</translation>
    </message>
    <message>
        <source>Fuse</source>
        <translation>汇入位置</translation>
    </message>
    <message>
        <source>Train the head</source>
        <translation>训练输出头</translation>
    </message>
    <message>
        <source>Backbone&apos;s dropout</source>
        <translation>主干的 dropout</translation>
    </message>
    <message>
        <source>Keep states</source>
        <translation>保存状态</translation>
    </message>
    <message>
        <source>add a stage after %1</source>
        <translation>在阶段 %1 之后添加阶段</translation>
    </message>
    <message>
        <source>remove stage %1</source>
        <translation>删除阶段 %1</translation>
    </message>
    <message>
        <source>move stage %1</source>
        <translation>移动阶段 %1</translation>
    </message>
    <message>
        <source>Theseus: replace modules by a successor</source>
        <translation>Theseus：用后继模型替换模块</translation>
    </message>
    <message>
        <source>Ladder: a side network on a frozen backbone</source>
        <translation>阶梯：冻结主干旁的侧网络</translation>
    </message>
    <message>
        <source>Distil: a student of every other layer</source>
        <translation>蒸馏：隔层保留的学生</translation>
    </message>
    <message>
        <source>Truncate: keep the first half and fine-tune</source>
        <translation>截断：保留前一半并微调</translation>
    </message>
    <message>
        <source>LayerDrop: let the successor be pruned</source>
        <translation>LayerDrop：使后继模型可以剪枝</translation>
    </message>
    <message>
        <source>Make smaller…</source>
        <translation>变小…</translation>
    </message>
    <message>
        <source>Make smaller</source>
        <translation>变小</translation>
    </message>
    <message>
        <source>Adds the stages that make the model of the selected stage smaller. Stages after it go; Undo brings them back.</source>
        <translation>添加使选中阶段的模型变小的各个阶段。它之后的阶段会被去掉；撤销可以恢复它们。</translation>
    </message>
    <message>
        <source>make smaller, %1</source>
        <translation>变小（%1）</translation>
    </message>
    <message>
        <source>Stages</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>Add a stage</source>
        <translation>添加阶段</translation>
    </message>
    <message>
        <source>Remove the stage</source>
        <translation>删除阶段</translation>
    </message>
    <message>
        <source>Move the stage up</source>
        <translation>上移阶段</translation>
    </message>
    <message>
        <source>Move the stage down</source>
        <translation>下移阶段</translation>
    </message>
    <message>
        <source>Weights from</source>
        <translation>权重来源</translation>
    </message>
    <message>
        <source>There is one stage only.</source>
        <translation>只有一个阶段。</translation>
    </message>
    <message>
        <source>A stage after the selected one, which goes on with its model and settings.</source>
        <translation>在选中的阶段之后添加一个阶段，沿用它的模型和设置继续。</translation>
    </message>
    <message>
        <source>There are as many stages as can be.</source>
        <translation>阶段数已达上限。</translation>
    </message>
    <message>
        <source>Removes the selected stage (Del).</source>
        <translation>删除选中的阶段（Del）。</translation>
    </message>
    <message>
        <source>Moves the selected stage before the one above (Alt+Up).</source>
        <translation>把选中的阶段移到上面一个阶段之前（Alt+上）。</translation>
    </message>
    <message>
        <source>The stage is the first already.</source>
        <translation>该阶段已是第一个。</translation>
    </message>
    <message>
        <source>Moves the selected stage behind the one below (Alt+Down).</source>
        <translation>把选中的阶段移到下面一个阶段之后（Alt+下）。</translation>
    </message>
    <message>
        <source>The stage is the last already.</source>
        <translation>该阶段已是最后一个。</translation>
    </message>
    <message>
        <source>change the stage&apos;s own task</source>
        <translation>修改阶段的独立任务</translation>
    </message>
    <message>
        <source>Own task</source>
        <translation>独立任务</translation>
    </message>
    <message>
        <source>On: this stage learns something else than the other stages, such as masked-language pre-training, and the fields below are its own.</source>
        <translation>开：这个阶段学习与其他阶段不同的内容，例如掩码语言预训练，下面的字段只属于它。</translation>
    </message>
    <message>
        <source>Train the model in a stage before</source>
        <translation>在前一阶段训练模型</translation>
    </message>
    <message>
        <source>Adds a stage before this one, which trains the model that this one starts from.</source>
        <translation>在这个阶段之前添加一个阶段，训练这个阶段开始时所用的模型。</translation>
    </message>
    <message>
        <source>train the model in a stage before</source>
        <translation>在前一阶段训练模型</translation>
    </message>
    <message>
        <source>Theseus replacement</source>
        <translation>Theseus 替换</translation>
    </message>
    <message>
        <source>Ladder side-tuning</source>
        <translation>阶梯侧调</translation>
    </message>
    <message>
        <source>Distillation</source>
        <translation>蒸馏</translation>
    </message>
    <message>
        <source>Truncation</source>
        <translation>截断</translation>
    </message>
    <message>
        <source>Not together with %1: %2.</source>
        <translation>不能与“%1”一起使用：%2。</translation>
    </message>
    <message>
        <source>change schedule</source>
        <translation>修改调度</translation>
    </message>
    <message>
        <source>%1 layers become %2.</source>
        <translation>%1 层变成 %2 层。</translation>
    </message>
    <message>
        <source>The layers of a smaller successor take the places of a trained predecessor&apos;s modules, more and more often (Xu et al. 2020, BERT-of-Theseus).</source>
        <translation>较小的后继模型的层取代训练好的前驱模型的模块，越来越频繁（Xu 等 2020，BERT-of-Theseus）。</translation>
    </message>
    <message>
        <source>Successor layers</source>
        <translation>后继层数</translation>
    </message>
    <message>
        <source>Modules</source>
        <translation>模块</translation>
    </message>
    <message>
        <source>Replacing rate</source>
        <translation>替换率</translation>
    </message>
    <message>
        <source>Base rate</source>
        <translation>初始替换率</translation>
    </message>
    <message>
        <source>Until 1</source>
        <translation>到 1 的步数</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>各点</translation>
    </message>
    <message>
        <source>Empty draw</source>
        <translation>无替换时</translation>
    </message>
    <message>
        <source>Replace embeddings</source>
        <translation>替换嵌入</translation>
    </message>
    <message>
        <source>Predecessor&apos;s dropout</source>
        <translation>前驱的 dropout</translation>
    </message>
    <message>
        <source>Layers that stay: %1.</source>
        <translation>保留的层：%1。</translation>
    </message>
    <message>
        <source>Some layers of a trained model are kept and fine-tuned, the others dropped for good (Sajjad et al. 2020).</source>
        <translation>保留训练好的模型中的一些层并微调，永久去掉其余的层（Sajjad 等 2020）。</translation>
    </message>
    <message>
        <source>Nothing is kept: with dropout the backbone&apos;s states differ from pass to pass.</source>
        <translation>不保留：启用 Dropout 时，主干的状态每次前向都不同。</translation>
    </message>
    <message>
        <source>Nothing is kept: sequences of this task do not come again.</source>
        <translation>不保留：此任务的序列不会重复出现。</translation>
    </message>
    <message>
        <source>%1 for a sequence of full length, %2 with what is free on this machine; from the second time on a sequence costs the side network alone. More than one epoch is needed for it.</source>
        <translation>最长的序列占 %1，按本机空闲内存最多 %2；从第二次起，一个序列只花费侧网络的计算。需要多于一轮训练。</translation>
    </message>
    <message>
        <source>change successor layers</source>
        <translation>更改后继层数</translation>
    </message>
</context>
<context>
    <name>layerlab::CommandPalette</name>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Type a command</source>
        <translation>输入命令</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Matching commands</source>
        <translation>匹配的命令</translation>
    </message>
</context>
<context>
    <name>layerlab::CompareCostChart</name>
    <message>
        <source>dashed: Pareto front</source>
        <translation>虚线：帕累托前沿</translation>
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
        <source>What accuracy is shown against</source>
        <translation>与准确率相对的量</translation>
    </message>
    <message>
        <source>What accuracy is shown against: latency of one sequence, weights that the route needs, operations of one pass, bytes of the stored weights, or the peak of memory while training.</source>
        <translation>与准确率相对的量：一个序列的延迟、路径所需的权重数、一次前向的运算次数、所存权重的字节数，或训练时的峰值内存。</translation>
    </message>
    <message>
        <source>Accuracy against %1</source>
        <translation>准确率与%1</translation>
    </message>
    <message>
        <source>accuracy, %</source>
        <translation>准确率，%</translation>
    </message>
    <message>
        <source>Points appear here once these runs were evaluated.</source>
        <translation>这些运行评估之后，这里会显示各点。</translation>
    </message>
    <message>
        <source>median latency of one sequence, ms</source>
        <translation>一个序列的延迟中位数，毫秒</translation>
    </message>
    <message>
        <source>No latency of these runs is known yet. Open a run and measure every depth (Ctrl+M).</source>
        <translation>尚不知道这些运行的延迟。请打开一个运行并测量每个深度（Ctrl+M）。</translation>
    </message>
    <message>
        <source>weights that the route needs</source>
        <translation>路径所需的权重数</translation>
    </message>
    <message>
        <source>operations of one pass of one sequence</source>
        <translation>一个序列一次前向的运算次数</translation>
    </message>
    <message>
        <source>stored weights, MiB</source>
        <translation>所存的权重，MiB</translation>
    </message>
    <message>
        <source>No size of these runs is known yet. Open a run and measure every depth (Ctrl+M).</source>
        <translation>尚不知道这些运行的大小。请打开一个运行并测量每个深度（Ctrl+M）。</translation>
    </message>
    <message>
        <source>peak of memory while training, MiB</source>
        <translation>训练时的峰值内存，MiB</translation>
    </message>
    <message>
        <source>These runs did not record how much memory their training took.</source>
        <translation>这些运行没有记录训练所用的内存。</translation>
    </message>
    <message>
        <source>Pareto front</source>
        <translation>帕累托前沿</translation>
    </message>
    <message>
        <source>%1, searched</source>
        <translation>%1，搜索所得</translation>
    </message>
    <message>
        <source>%1, made smaller</source>
        <translation>%1，缩小后</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>%1 of memory to train</source>
        <translation>训练需 %1 内存</translation>
    </message>
    <message>
        <source>… and %1 more runs</source>
        <translation>… 另有 %1 个运行</translation>
    </message>
    <message>
        <source>%1 · seed %2 · step %3</source>
        <translation>%1 · 种子 %2 · 第 %3 步</translation>
    </message>
    <message>
        <source>click to show a route</source>
        <translation>点击以显示路径</translation>
    </message>
    <message>
        <source>%1 with %2 of %3</source>
        <translation>%3 的 %2：%1</translation>
    </message>
    <message>
        <source>%1; on the Pareto front: %2</source>
        <translation>%1；帕累托前沿上：%2</translation>
    </message>
</context>
<context>
    <name>layerlab::CompareDepthChart</name>
    <message>
        <source>Accuracy by depth</source>
        <translation>各深度的准确率</translation>
    </message>
    <message>
        <source>layers kept</source>
        <translation>保留的层数</translation>
    </message>
    <message>
        <source>accuracy, %</source>
        <translation>准确率，%</translation>
    </message>
    <message>
        <source>%1, low</source>
        <translation>%1，下限</translation>
    </message>
    <message>
        <source>%1, high</source>
        <translation>%1，上限</translation>
    </message>
    <message>
        <source>mean of %1, band = 95 % interval</source>
        <translation>%1的均值，色带为 95 % 置信区间</translation>
    </message>
    <message>
        <source>mean over seeds, band = 95 % interval</source>
        <translation>各种子的均值，色带为 95 % 置信区间</translation>
    </message>
    <message>
        <source>%1 %2 with %3</source>
        <translation>%1 在 %3 时为 %2</translation>
    </message>
</context>
<context>
    <name>layerlab::CompareText</name>
    <message>
        <source>1 seed</source>
        <translation>1 个种子</translation>
    </message>
    <message>
        <source>%1 seeds</source>
        <translation>%1 个种子</translation>
    </message>
    <message>
        <source>1 layer</source>
        <translation>1 层</translation>
    </message>
    <message>
        <source>%1 layers</source>
        <translation>%1 层</translation>
    </message>
    <message>
        <source>%1 parameters</source>
        <translation>%1 个参数</translation>
    </message>
</context>
<context>
    <name>layerlab::CompareTrainingChart</name>
    <message>
        <source>loss by step</source>
        <translation>损失（按步数）</translation>
    </message>
    <message>
        <source>loss by time</source>
        <translation>损失（按时间）</translation>
    </message>
    <message>
        <source>accuracy by step</source>
        <translation>准确率（按步数）</translation>
    </message>
    <message>
        <source>accuracy by time</source>
        <translation>准确率（按时间）</translation>
    </message>
    <message>
        <source>What the curves show</source>
        <translation>曲线显示什么</translation>
    </message>
    <message>
        <source>Training loss, or the accuracy of the full depth on validation data, over steps or over the time of training without pauses.</source>
        <translation>训练损失，或全深度在验证数据上的准确率，横轴为步数，或除去暂停的训练时间。</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练曲线</translation>
    </message>
    <message>
        <source>time of training</source>
        <translation>训练时间</translation>
    </message>
    <message>
        <source>step</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>accuracy, %</source>
        <translation>准确率，%</translation>
    </message>
    <message>
        <source>loss, nats</source>
        <translation>损失，纳特</translation>
    </message>
    <message>
        <source>Accuracy appears here at the first evaluation.</source>
        <translation>第一次评估后，这里会显示准确率。</translation>
    </message>
    <message>
        <source>Loss appears here when these runs train.</source>
        <translation>这些运行训练时，这里会显示损失。</translation>
    </message>
</context>
<context>
    <name>layerlab::CompareView</name>
    <message>
        <source>Compare runs</source>
        <translation>比较运行</translation>
    </message>
    <message>
        <source>Compare runs: accuracy by depth over seeds, accuracy against cost, what differs in their configs.

Select runs in the table below (Ctrl or Shift for several), then press Compare or Ctrl+E.</source>
        <translation>比较运行：多个种子下各深度的准确率、准确率与代价、配置中的不同之处。

请在下面的列表中选择运行（按住 Ctrl 或 Shift 可多选），再按“比较”或 Ctrl+E。</translation>
    </message>
    <message>
        <source>Compare the selected runs</source>
        <translation>比较所选的运行</translation>
    </message>
    <message>
        <source>Add selected runs</source>
        <translation>加入所选的运行</translation>
    </message>
    <message>
        <source>All runs of…</source>
        <translation>全部运行…</translation>
    </message>
    <message>
        <source>Add all runs of the library that have the name or a tag of these</source>
        <translation>加入运行库中与这些运行同名或有相同标签的全部运行</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清空</translation>
    </message>
    <message>
        <source>Take all runs out of the comparison</source>
        <translation>将所有运行移出比较</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>验证集</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试集</translation>
    </message>
    <message>
        <source>Which data the accuracies are of</source>
        <translation>准确率所用的数据</translation>
    </message>
    <message>
        <source>by depth</source>
        <translation>按深度</translation>
    </message>
    <message>
        <source>training</source>
        <translation>训练曲线</translation>
    </message>
    <message>
        <source>Accuracy by depth, or training curves</source>
        <translation>各深度的准确率，或训练曲线</translation>
    </message>
    <message>
        <source>No other run has the name or a tag of these</source>
        <translation>没有其他运行与这些运行同名或有相同标签</translation>
    </message>
    <message>
        <source>%1 runs are too many to compare; the first %2 are shown.</source>
        <translation>%1 个运行太多，无法全部比较；只显示前 %2 个。</translation>
    </message>
    <message>
        <source>%1 cannot be compared: %2</source>
        <translation>%1 不能比较：%2</translation>
    </message>
    <message>
        <source>%1 · seed %2</source>
        <translation>%1 · 种子 %2</translation>
    </message>
    <message>
        <source>… and %1 more</source>
        <translation>… 另有 %1 个</translation>
    </message>
    <message>
        <source>Reading the runs…</source>
        <translation>正在读取运行…</translation>
    </message>
    <message>
        <source>None of these runs was measured on test data. Open a run and measure every depth (Ctrl+M).</source>
        <translation>这些运行都没有在测试数据上测量过。请打开一个运行并测量每个深度（Ctrl+M）。</translation>
    </message>
    <message>
        <source>None of these runs was evaluated yet.</source>
        <translation>这些运行都还没有评估过。</translation>
    </message>
    <message>
        <source>1 run</source>
        <translation>1 个运行</translation>
    </message>
    <message>
        <source>%1 runs</source>
        <translation>%1 个运行</translation>
    </message>
    <message>
        <source>%1, one experiment</source>
        <translation>%1，同一个实验</translation>
    </message>
    <message>
        <source>%1, %2 experiments</source>
        <translation>%1，%2 个实验</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Show %1 in %2 (seed %3)</source>
        <translation>在 %2 中显示 %1（种子 %3）</translation>
    </message>
</context>
<context>
    <name>layerlab::CompletionPopup</name>
    <message>
        <source>Completions</source>
        <translation>补全</translation>
    </message>
    <message>
        <source>What can be written here</source>
        <translation>此处可以写的内容</translation>
    </message>
</context>
<context>
    <name>layerlab::ConfigDiffCard</name>
    <message>
        <source>What differs in their configs</source>
        <translation>配置中的不同之处</translation>
    </message>
    <message>
        <source>Left of the difference</source>
        <translation>对照的左边</translation>
    </message>
    <message>
        <source>Right of the difference</source>
        <translation>对照的右边</translation>
    </message>
    <message>
        <source>Lines that differ</source>
        <translation>不同的行</translation>
    </message>
    <message>
        <source>Add a second run: what differs in the experiments is shown here.</source>
        <translation>再加入一个运行：这里会显示各实验的不同之处。</translation>
    </message>
    <message>
        <source>Nothing differs but name and description.</source>
        <translation>除名称和说明外没有不同。</translation>
    </message>
</context>
<context>
    <name>layerlab::Confusion</name>
    <message>
        <source>no example is &apos;%1&apos;</source>
        <translation>没有标签为“%1”的样本</translation>
    </message>
    <message>
        <source>%1 of %2 &apos;%3&apos; were answered &apos;%4&apos;</source>
        <translation>%2 个“%3”中有 %1 个答为“%4”</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is the true label of %2 of %3 examples: %4</source>
        <translation>%3 个样本中有 %2 个的真实标签是“%1”：%4</translation>
    </message>
    <message>
        <source>&apos;%1&apos; was never answered</source>
        <translation>从未答为“%1”</translation>
    </message>
    <message>
        <source>%1 of %2 answers &apos;%3&apos; are right</source>
        <translation>%2 次答为“%3”，其中 %1 次正确</translation>
    </message>
    <message>
        <source>label \ answer</source>
        <translation>标签 \ 回答</translation>
    </message>
    <message>
        <source>total</source>
        <translation>合计</translation>
    </message>
</context>
<context>
    <name>layerlab::ConfusionChart</name>
    <message>
        <source>Answers by label</source>
        <translation>各标签的回答</translation>
    </message>
    <message>
        <source>How the examples of each label are answered appears here at the first evaluation.</source>
        <translation>第一次评估后，这里会显示各标签的样本得到的回答。</translation>
    </message>
    <message>
        <source>Export of the answers by label</source>
        <translation>导出各标签的回答</translation>
    </message>
    <message>
        <source>Export, copy</source>
        <translation>导出、复制</translation>
    </message>
    <message>
        <source>Copy picture</source>
        <translation>复制图片</translation>
    </message>
    <message>
        <source>Copy data</source>
        <translation>复制数据</translation>
    </message>
    <message>
        <source>Export PNG…</source>
        <translation>导出 PNG…</translation>
    </message>
    <message>
        <source>Export SVG…</source>
        <translation>导出 SVG…</translation>
    </message>
    <message>
        <source>Export PDF…</source>
        <translation>导出 PDF…</translation>
    </message>
    <message>
        <source>Export CSV…</source>
        <translation>导出 CSV…</translation>
    </message>
    <message>
        <source>macro-F1 %1</source>
        <translation>宏平均 F1 %1</translation>
    </message>
    <message>
        <source>Matthews %1</source>
        <translation>马修斯相关系数 %1</translation>
    </message>
    <message>
        <source>Cannot write %1.</source>
        <translation>无法写入 %1。</translation>
    </message>
</context>
<context>
    <name>layerlab::ConfusionMatrix</name>
    <message>
        <source>total</source>
        <translation>合计</translation>
    </message>
</context>
<context>
    <name>layerlab::DataFacts</name>
    <message>
        <source>%1 of words unknown</source>
        <translation>%1 的词未知</translation>
    </message>
    <message>
        <source>train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>%1 examples</source>
        <translation>%1 个样本</translation>
    </message>
</context>
<context>
    <name>layerlab::DataFileField</name>
    <message>
        <source>Choose a file</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <source>%1: choose a file</source>
        <translation>%1：选择文件</translation>
    </message>
    <message>
        <source>Tables and text (*.tsv *.csv *.txt *.gz);;All files (*)</source>
        <translation>表格和文本 (*.tsv *.csv *.txt *.gz);;所有文件 (*)</translation>
    </message>
</context>
<context>
    <name>layerlab::DepthChart</name>
    <message>
        <source>every other layer</source>
        <translation>隔层保留</translation>
    </message>
    <message>
        <source>first layers</source>
        <translation>前几层</translation>
    </message>
    <message>
        <source>last layers</source>
        <translation>后几层</translation>
    </message>
    <message>
        <source>Accuracy by depth</source>
        <translation>各深度的准确率</translation>
    </message>
    <message>
        <source>layers kept</source>
        <translation>保留的层数</translation>
    </message>
    <message>
        <source>accuracy, %</source>
        <translation>准确率，%</translation>
    </message>
    <message>
        <source>The accuracy of each pruned depth appears here at the first evaluation.</source>
        <translation>第一次评估后，这里会显示每个剪枝后深度的准确率。</translation>
    </message>
    <message>
        <source>click to choose this depth</source>
        <translation>点击以选择这个深度</translation>
    </message>
    <message>
        <source>%1 of depth %2</source>
        <translation>深度 %2 为 %1</translation>
    </message>
    <message>
        <source>%1 at step %2: %3</source>
        <translation>%1，第 %2 步：%3</translation>
    </message>
    <message>
        <source>1 layer</source>
        <translation>1 层</translation>
    </message>
    <message>
        <source>%1 layers</source>
        <translation>%1 层</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>measured as a whole only: no smaller depth was trained</source>
        <translation>只测量整个模型：没有训练更小的深度</translation>
    </message>
    <message>
        <source>test data</source>
        <translation>测试数据</translation>
    </message>
    <message>
        <source>%1 on test data</source>
        <translation>测试数据上 %1</translation>
    </message>
</context>
<context>
    <name>layerlab::DepthHistoryChart</name>
    <message>
        <source>Accuracy of each depth over time</source>
        <translation>各深度准确率随时间的变化</translation>
    </message>
    <message>
        <source>step</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>accuracy, %</source>
        <translation>准确率，%</translation>
    </message>
    <message>
        <source>How each depth learns appears here, one point at every evaluation.</source>
        <translation>这里会显示每个深度的学习过程，每次评估一个点。</translation>
    </message>
    <message>
        <source>depth %1</source>
        <translation>深度 %1</translation>
    </message>
    <message>
        <source>%1, half depth</source>
        <translation>%1，半深度</translation>
    </message>
    <message>
        <source>this run</source>
        <translation>本运行</translation>
    </message>
    <message>
        <source>depth %1, %2</source>
        <translation>深度 %1，%2</translation>
    </message>
    <message>
        <source>depth %1, stage %2</source>
        <translation>深度 %1，第 %2 阶段</translation>
    </message>
</context>
<context>
    <name>layerlab::DepthTableCard</name>
    <message>
        <source>Depth × run</source>
        <translation>深度 × 运行</translation>
    </message>
    <message>
        <source>accuracy %, the best of a depth in green</source>
        <translation>准确率 %，每个深度最好的为绿色</translation>
    </message>
    <message>
        <source>copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the table, or the selected cells (Ctrl+C)</source>
        <translation>复制整个表，或所选的单元格（Ctrl+C）</translation>
    </message>
    <message>
        <source>CSV…</source>
        <translation>CSV…</translation>
    </message>
    <message>
        <source>Save the table as CSV: of each group mean, interval, seeds and costs</source>
        <translation>将表存为 CSV：每组的均值、置信区间、种子和代价</translation>
    </message>
    <message>
        <source>Accuracy of each depth and group</source>
        <translation>每个深度和每组的准确率</translation>
    </message>
    <message>
        <source>accuracy by depth and run</source>
        <translation>各深度和各运行的准确率</translation>
    </message>
</context>
<context>
    <name>layerlab::DepthTableModel</name>
    <message>
        <source>%1 was not measured with %2.</source>
        <translation>没有测量过 %1 在 %2 时的数值。</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>95 % interval %1 to %2, %3</source>
        <translation>95 % 置信区间 %1 至 %2，%3</translation>
    </message>
    <message>
        <source>layers</source>
        <translation>层数</translation>
    </message>
    <message>
        <source>latency</source>
        <translation>延迟</translation>
    </message>
    <message>
        <source>FLOPs</source>
        <translation>FLOPs</translation>
    </message>
</context>
<context>
    <name>layerlab::DesktopNotifications</name>
    <message>
        <source>Show the window</source>
        <translation>显示窗口</translation>
    </message>
</context>
<context>
    <name>layerlab::DifficultyChart</name>
    <message>
        <source>Accuracy by difficulty</source>
        <translation>各难度的准确率</translation>
    </message>
    <message>
        <source>difficulty</source>
        <translation>难度</translation>
    </message>
    <message>
        <source>accuracy, %</source>
        <translation>准确率，%</translation>
    </message>
    <message>
        <source>The accuracy of easy and of difficult examples appears here at the first evaluation.</source>
        <translation>第一次评估后，这里会显示易、难样本各自的准确率。</translation>
    </message>
    <message>
        <source>Accuracy by difficulty: %1</source>
        <translation>各难度的准确率：%1</translation>
    </message>
</context>
<context>
    <name>layerlab::DraftKeeper</name>
    <message>
        <source>Unsaved changes cannot be kept safe: %1</source>
        <translation>无法备份未保存的修改：%1</translation>
    </message>
</context>
<context>
    <name>layerlab::Estimates</name>
    <message>
        <source>Size and cost follow once the fields fit together.</source>
        <translation>各字段相互匹配后，这里会显示大小和代价。</translation>
    </message>
    <message>
        <source>%1 parameters</source>
        <translation>%1 个参数</translation>
    </message>
    <message>
        <source>about %1 of memory to train, %2 sequences at a time</source>
        <translation>训练约需 %1 内存，每批 %2 个序列</translation>
    </message>
    <message>
        <source>Distinct weights: those that layers share count once.</source>
        <translation>不同的权重：各层共享的只算一次。</translation>
    </message>
    <message>
        <source>Bytes of the weights · operations of one forward pass of one sequence, two for each multiply-add.</source>
        <translation>权重的字节数 · 一个序列一次前向的运算次数，每次乘加算两次。</translation>
    </message>
    <message>
        <source>An estimate: weights, gradients, both moments of AdamW, and what the backward pass needs.</source>
        <translation>估计值：权重、梯度、AdamW 的两个动量，以及反向传播所需的内存。</translation>
    </message>
    <message>
        <source>Of the stage that needs most.</source>
        <translation>取需要最多的阶段。</translation>
    </message>
</context>
<context>
    <name>layerlab::ExperimentDocument</name>
    <message>
        <source>edit YAML</source>
        <translation>编辑 YAML</translation>
    </message>
    <message>
        <source>change %1</source>
        <translation>修改 %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2.</source>
        <translation>无法读取 %1：%2。</translation>
    </message>
    <message>
        <source>Choose a file name first.</source>
        <translation>请先选择文件名。</translation>
    </message>
    <message>
        <source>%1 was not saved: its comments would be lost, and the copy %2 cannot be written.</source>
        <translation>%1 没有保存：其中的注释会丢失，而副本 %2 无法写入。</translation>
    </message>
    <message>
        <source>revert to saved</source>
        <translation>恢复到已保存的版本</translation>
    </message>
    <message>
        <source>edits of the last session</source>
        <translation>恢复上次会话的编辑</translation>
    </message>
    <message>
        <source>change threads</source>
        <translation>更改线程数</translation>
    </message>
</context>
<context>
    <name>layerlab::FadingCurves</name>
    <message>
        <source>earlier %1</source>
        <translation>较早 %1</translation>
    </message>
    <message>
        <source>accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>this run</source>
        <translation>本运行</translation>
    </message>
    <message>
        <source>step %1</source>
        <translation>第 %1 步</translation>
    </message>
</context>
<context>
    <name>layerlab::FieldRow</name>
    <message>
        <source>on</source>
        <translation>开</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>default %1</source>
        <translation>默认值 %1</translation>
    </message>
    <message>
        <source>as hidden</source>
        <translation>同隐藏维度</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>auto</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Name one for each layer, with commas between.</source>
        <translation>请为每一层写出一个，用逗号分隔。</translation>
    </message>
    <message>
        <source>half</source>
        <translation>一半</translation>
    </message>
    <message>
        <source>never</source>
        <translation>从不</translation>
    </message>
</context>
<context>
    <name>layerlab::FieldSweep</name>
    <message>
        <source>S&amp;weep this field…</source>
        <translation>扫描此字段(&amp;W)…</translation>
    </message>
    <message>
        <source>A sweep tries: %1. Press to change.</source>
        <translation>扫描的值：%1。按下可修改。</translation>
    </message>
    <message>
        <source>swept: %1</source>
        <translation>扫描：%1</translation>
    </message>
    <message>
        <source>Change the s&amp;weep of this field…</source>
        <translation>修改此字段的扫描(&amp;W)…</translation>
    </message>
    <message>
        <source>Train with several values of it</source>
        <translation>用此字段的多个值训练</translation>
    </message>
</context>
<context>
    <name>layerlab::FilterLine</name>
    <message>
        <source>Filter runs: words, tag:baseline, status:done, accuracy&gt;0.9</source>
        <translation>筛选运行：词语、tag:baseline、status:done、accuracy&gt;0.9</translation>
    </message>
    <message>
        <source>Filter runs</source>
        <translation>筛选运行</translation>
    </message>
    <message>
        <source>1 run</source>
        <translation>1 个运行</translation>
    </message>
    <message>
        <source>%1 runs</source>
        <translation>%1 个运行</translation>
    </message>
    <message>
        <source>%1 of %2 runs</source>
        <translation>%2 个运行中的 %1 个</translation>
    </message>
    <message>
        <source>“%1” is not understood</source>
        <translation>无法理解“%1”</translation>
    </message>
</context>
<context>
    <name>layerlab::Fold</name>
    <message>
        <source>open</source>
        <translation>已展开</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>已折叠</translation>
    </message>
</context>
<context>
    <name>layerlab::Format</name>
    <message>
        <source>1 thread</source>
        <translation>1 个线程</translation>
    </message>
    <message>
        <source>%1 threads</source>
        <translation>%1 个线程</translation>
    </message>
</context>
<context>
    <name>layerlab::FormatText</name>
    <message>
        <source>just now</source>
        <translation>刚刚</translation>
    </message>
    <message>
        <source>%1 s ago</source>
        <translation>%1 秒前</translation>
    </message>
    <message>
        <source>%1 min ago</source>
        <translation>%1 分钟前</translation>
    </message>
    <message>
        <source>%1 h ago</source>
        <translation>%1 小时前</translation>
    </message>
    <message>
        <source>1 day ago</source>
        <translation>1 天前</translation>
    </message>
    <message>
        <source>%1 days ago</source>
        <translation>%1 天前</translation>
    </message>
</context>
<context>
    <name>layerlab::GroupedRuns</name>
    <message>
        <source>Experiment</source>
        <translation>实验</translation>
    </message>
    <message>
        <source>Techniques</source>
        <translation>技术</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Machine</source>
        <translation>机器</translation>
    </message>
    <message>
        <source>%1, of one run</source>
        <translation>%1，一次运行</translation>
    </message>
    <message>
        <source>%1 on average of %2 runs; 95 % interval from %3 to %4</source>
        <translation>%2 次运行平均 %1；95 % 区间为 %3 到 %4</translation>
    </message>
    <message>
        <source>not set</source>
        <translation>未设置</translation>
    </message>
    <message>
        <source>1 run</source>
        <translation>1 次运行</translation>
    </message>
    <message>
        <source>%1 runs</source>
        <translation>%1 次运行</translation>
    </message>
    <message>
        <source>A click, Space or Enter folds or unfolds this group; its figures are means.</source>
        <translation>单击、空格键或回车键折叠或展开这一组；数字是平均值。</translation>
    </message>
</context>
<context>
    <name>layerlab::HandRouteBar</name>
    <message>
        <source>Take this model out…</source>
        <translation>取出此模型…</translation>
    </message>
    <message>
        <source>Route by hand</source>
        <translation>手动选择的路径</translation>
    </message>
    <message>
        <source>All layers</source>
        <translation>所有层</translation>
    </message>
    <message>
        <source>Switch every layer on again (Esc)</source>
        <translation>重新启用每一层（Esc）</translation>
    </message>
    <message>
        <source>Store these layers as a model of its own, smaller still where you like</source>
        <translation>将这些层存为独立的模型，需要时还可以再缩小</translation>
    </message>
    <message>
        <source>1 layer runs</source>
        <translation>1 层运行</translation>
    </message>
    <message>
        <source>All %1 layers run</source>
        <translation>全部 %1 层运行</translation>
    </message>
    <message>
        <source>click layers off and on</source>
        <translation>点击层，略去或取回</translation>
    </message>
    <message>
        <source>The accuracy and cost of those that are left appear here.</source>
        <translation>这里会显示余下各层的准确率和代价。</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>timing</source>
        <translation>正在计时</translation>
    </message>
    <message>
        <source>measuring</source>
        <translation>正在测量</translation>
    </message>
    <message>
        <source>Layer %1</source>
        <translation>第 %1 层</translation>
    </message>
    <message>
        <source>Layers %1</source>
        <translation>第 %1 层</translation>
    </message>
    <message>
        <source>Measured as soon as the engine is free.</source>
        <translation>引擎空闲后立即测量。</translation>
    </message>
    <message>
        <source>On validation data, by the newest weights; in brackets against every layer.</source>
        <translation>在验证数据上，用最新的权重；括号中是与所有层运行时的差别。</translation>
    </message>
</context>
<context>
    <name>layerlab::HelpBrowser</name>
    <message>
        <source>Page of help</source>
        <translation>帮助页面</translation>
    </message>
</context>
<context>
    <name>layerlab::HelpWindow</name>
    <message>
        <source>LayerLab help</source>
        <translation>LayerLab 帮助</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>后退(&amp;B)</translation>
    </message>
    <message>
        <source>Back to the page before</source>
        <translation>回到前一页</translation>
    </message>
    <message>
        <source>&amp;Forward</source>
        <translation>前进(&amp;F)</translation>
    </message>
    <message>
        <source>Forward again</source>
        <translation>再次前进</translation>
    </message>
    <message>
        <source>&amp;Home</source>
        <translation>首页(&amp;H)</translation>
    </message>
    <message>
        <source>First steps</source>
        <translation>第一步</translation>
    </message>
    <message>
        <source>Search all pages (Ctrl+F)</source>
        <translation>搜索所有页面（Ctrl+F）</translation>
    </message>
    <message>
        <source>Search all pages</source>
        <translation>搜索所有页面</translation>
    </message>
    <message>
        <source>Shows the pages where every word occurs; Enter goes to the next place</source>
        <translation>显示包含所有词语的页面；按回车转到下一处</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>目录</translation>
    </message>
    <message>
        <source>%1 – LayerLab help</source>
        <translation>%1 – LayerLab 帮助</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>没有找到</translation>
    </message>
    <message>
        <source>1 place</source>
        <translation>1 处</translation>
    </message>
    <message>
        <source>%1 places</source>
        <translation>%1 处</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>正在读取…</translation>
    </message>
</context>
<context>
    <name>layerlab::ImportAssistant</name>
    <message>
        <source>Import data</source>
        <translation>导入数据</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>File to import</source>
        <translation>要导入的文件</translation>
    </message>
    <message>
        <source>A table (.tsv, .csv) or plain text (.txt), also packed (.gz)</source>
        <translation>表格（.tsv、.csv）或纯文本（.txt），也可以是压缩文件（.gz）</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>浏览(&amp;B)…</translation>
    </message>
    <message>
        <source>&amp;Make</source>
        <translation>用途(&amp;M)</translation>
    </message>
    <message>
        <source>tab</source>
        <translation>制表符</translation>
    </message>
    <message>
        <source>comma</source>
        <translation>逗号</translation>
    </message>
    <message>
        <source>semicolon</source>
        <translation>分号</translation>
    </message>
    <message>
        <source>&amp;Separator</source>
        <translation>分隔符(&amp;S)</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>&quot;…&quot;</source>
        <translation>&quot;…&quot;</translation>
    </message>
    <message>
        <source>&quot;…&quot; with backslashes</source>
        <translation>&quot;…&quot;，用反斜杠</translation>
    </message>
    <message>
        <source>&amp;Quotes</source>
        <translation>引号(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Header line</source>
        <translation>标题行(&amp;H)</translation>
    </message>
    <message>
        <source>First rows of the file</source>
        <translation>文件的前几行</translation>
    </message>
    <message>
        <source>Beginning of the text</source>
        <translation>文本的开头</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>&amp;Use</source>
        <translation>使用(&amp;U)</translation>
    </message>
    <message>
        <source>Drop a table or a text here, or choose one with Browse.</source>
        <translation>将表格或文本拖放到此处，或用“浏览”选择。</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>正在读取…</translation>
    </message>
    <message>
        <source>Nothing to show of this file.</source>
        <translation>此文件没有可显示的内容。</translation>
    </message>
</context>
<context>
    <name>layerlab::ImportForm</name>
    <message>
        <source>Labels</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Rows of each label</source>
        <translation>每个标签的行数</translation>
    </message>
    <message>
        <source>Length of the texts</source>
        <translation>文本长度</translation>
    </message>
    <message>
        <source>Lower case</source>
        <translation>转为小写</translation>
    </message>
    <message>
        <source>Longest text</source>
        <translation>最长文本</translation>
    </message>
    <message>
        <source>words</source>
        <translation>按词</translation>
    </message>
    <message>
        <source>characters</source>
        <translation>按字符</translation>
    </message>
    <message>
        <source>word pieces</source>
        <translation>按词片段</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>Word pieces are learned from the training text: frequent words stay whole, rare ones are put together from parts.</source>
        <translation>词片段从训练文本中学习：常见的词保持完整，较少见的词由片段拼成。</translation>
    </message>
    <message>
        <source>Size of the vocabulary</source>
        <translation>词表大小</translation>
    </message>
    <message>
        <source>The most frequent tokens that are kept; all others count as one unknown token.</source>
        <translation>保留的最常见词元的数量；其余都算作同一个未知词元。</translation>
    </message>
    <message>
        <source>Vocabulary</source>
        <translation>词表大小</translation>
    </message>
    <message>
        <source>split off</source>
        <translation>从中划分</translation>
    </message>
    <message>
        <source>another file</source>
        <translation>另一个文件</translation>
    </message>
    <message>
        <source>Validation data</source>
        <translation>验证数据</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>验证集</translation>
    </message>
    <message>
        <source>Part that is split off for validation</source>
        <translation>划分出来用于验证的比例</translation>
    </message>
    <message>
        <source>Of every label the same part is drawn, the same rows again with the same seed.</source>
        <translation>每个标签按相同比例抽取；种子相同，抽到的行也相同。</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>比例</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Validation file</source>
        <translation>验证文件</translation>
    </message>
    <message>
        <source>Choose the validation file, or split a part off.</source>
        <translation>请选择验证文件，或划分出一部分用于验证。</translation>
    </message>
    <message>
        <source>Column: %1</source>
        <translation>列：%1</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>Tokens of a sequence, the special ones included; longer texts are cut.</source>
        <translation>一个序列的词元数，包括特殊词元；更长的文本会截断。</translation>
    </message>
    <message>
        <source>Tokens that the model sees at once.</source>
        <translation>模型一次看到的词元数。</translation>
    </message>
    <message>
        <source> tokens</source>
        <translation> 个词元</translation>
    </message>
    <message>
        <source>Labels: training and validation</source>
        <translation>标签：训练和验证</translation>
    </message>
    <message>
        <source>%1 + %2</source>
        <translation>%1 + %2</translation>
    </message>
    <message>
        <source>Counted in the first %1 rows.</source>
        <translation>只统计了前 %1 行。</translation>
    </message>
    <message>
        <source>%1 characters, %2 different ones.</source>
        <translation>共 %1 个字符，其中不同的有 %2 个。</translation>
    </message>
    <message>
        <source>The first %1 characters are %2 different ones.</source>
        <translation>前 %1 个字符中，不同的有 %2 个。</translation>
    </message>
    <message>
        <source>Test file</source>
        <translation>测试文件</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Examples that are only used to report the figures of depths that were chosen on validation data.</source>
        <translation>只用于报告数值的样本；深度已根据验证数据选定。</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试集</translation>
    </message>
</context>
<context>
    <name>layerlab::ImportText</name>
    <message>
        <source>%1 rows</source>
        <translation>%1 行</translation>
    </message>
    <message>
        <source>Text classification</source>
        <translation>文本分类</translation>
    </message>
    <message>
        <source>Classification of text pairs</source>
        <translation>文本对分类</translation>
    </message>
    <message>
        <source>Sequence pairs</source>
        <translation>序列对</translation>
    </message>
    <message>
        <source>Language model</source>
        <translation>语言模型</translation>
    </message>
    <message>
        <source>Masked language model</source>
        <translation>掩码语言模型</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>源文本</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>目标文本</translation>
    </message>
    <message>
        <source>Second text</source>
        <translation>第二个文本</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Choose a file.</source>
        <translation>请选择文件。</translation>
    </message>
    <message>
        <source>Choose the column of the labels.</source>
        <translation>请选择标签所在的列。</translation>
    </message>
    <message>
        <source>Choose the column of the second text.</source>
        <translation>请选择第二个文本所在的列。</translation>
    </message>
    <message>
        <source>Choose the column of the text.</source>
        <translation>请选择文本所在的列。</translation>
    </message>
    <message>
        <source>1 label</source>
        <translation>1 个标签</translation>
    </message>
    <message>
        <source>%1 labels</source>
        <translation>%1 个标签</translation>
    </message>
    <message>
        <source>column %1</source>
        <translation>第 %1 列</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>“%1”</translation>
    </message>
    <message>
        <source>Column %1</source>
        <translation>第 %1 列</translation>
    </message>
    <message>
        <source>1 row</source>
        <translation>1 行</translation>
    </message>
    <message>
        <source>%1 rows looked at, there are more</source>
        <translation>已查看 %1 行，后面还有</translation>
    </message>
    <message>
        <source>Column “%1”</source>
        <translation>列“%1”</translation>
    </message>
    <message>
        <source>%1 has more than %2 different values; choose the column with the labels.</source>
        <translation>%1有超过 %2 个不同的值；请选择标签所在的列。</translation>
    </message>
    <message>
        <source>%1 has only one label, so there is nothing to learn; choose another column.</source>
        <translation>%1只有一个标签，没有可学习的内容；请选择其他列。</translation>
    </message>
    <message>
        <source>This file has no %1; choose one with the columns of the training examples.</source>
        <translation>此文件没有%1；请选择与训练样本的列相同的文件。</translation>
    </message>
    <message>
        <source>column “%1”</source>
        <translation>列“%1”</translation>
    </message>
    <message>
        <source>Text from %1, label from %2</source>
        <translation>文本取自%1，标签取自%2</translation>
    </message>
    <message>
        <source>Texts from %1 and %2, label from %3</source>
        <translation>文本取自%1和%2，标签取自%3</translation>
    </message>
    <message>
        <source>Source from %1, target from %2</source>
        <translation>源文本取自%1，目标文本取自%2</translation>
    </message>
    <message>
        <source>The next token at every place, in windows of %1 tokens</source>
        <translation>在每个位置预测下一个词元，窗口为 %1 个词元</translation>
    </message>
    <message>
        <source>Hidden tokens guessed from both sides, in windows of %1 tokens</source>
        <translation>从两边猜出被遮住的词元，窗口为 %1 个词元</translation>
    </message>
    <message>
        <source>%1 % split off for validation</source>
        <translation>划分出 %1 % 用于验证</translation>
    </message>
    <message>
        <source>validation with %1</source>
        <translation>用 %1 验证</translation>
    </message>
    <message>
        <source>test with %1</source>
        <translation>用 %1 测试</translation>
    </message>
</context>
<context>
    <name>layerlab::Inspector</name>
    <message>
        <source>Inspector</source>
        <translation>检查器</translation>
    </message>
    <message>
        <source>Import data…</source>
        <translation>导入数据…</translation>
    </message>
    <message>
        <source>Look at a table or a text, choose its columns, make the task from it.</source>
        <translation>查看表格或文本，选择列，由此生成任务。</translation>
    </message>
    <message>
        <source>Import data</source>
        <translation>导入数据</translation>
    </message>
</context>
<context>
    <name>layerlab::LengthHistogram</name>
    <message>
        <source>Lengths of the texts</source>
        <translation>文本长度的分布</translation>
    </message>
    <message>
        <source>95 of 100 texts have at most %1 words, the longest %2</source>
        <translation>每 100 个文本中有 95 个不超过 %1 个词，最长的有 %2 个词</translation>
    </message>
    <message>
        <source>95 %: %1 words</source>
        <translation>95 %：%1 个词</translation>
    </message>
</context>
<context>
    <name>layerlab::LibraryEdits</name>
    <message>
        <source>rename a run</source>
        <translation>重命名运行</translation>
    </message>
    <message>
        <source>colour a run</source>
        <translation>修改运行的颜色</translation>
    </message>
    <message>
        <source>tag a run</source>
        <translation>修改运行的标签</translation>
    </message>
    <message>
        <source>write a note</source>
        <translation>修改备注</translation>
    </message>
    <message>
        <source>move a run to the trash</source>
        <translation>将运行移到回收站</translation>
    </message>
    <message>
        <source>move %1 runs to the trash</source>
        <translation>将 %1 个运行移到回收站</translation>
    </message>
    <message>
        <source>archive runs</source>
        <translation>归档运行</translation>
    </message>
    <message>
        <source>bring runs back from the archive</source>
        <translation>从归档取回运行</translation>
    </message>
</context>
<context>
    <name>layerlab::LossChart</name>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>step</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>loss, nats</source>
        <translation>损失，纳特</translation>
    </message>
    <message>
        <source>Loss appears here when training runs.</source>
        <translation>训练进行时，这里会显示损失。</translation>
    </message>
    <message>
        <source>train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>valid %1</source>
        <translation>验证 %1</translation>
    </message>
    <message>
        <source>train %1</source>
        <translation>训练 %1</translation>
    </message>
    <message>
        <source>train, smoothed</source>
        <translation>训练，平滑</translation>
    </message>
    <message>
        <source>valid</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>this run</source>
        <translation>本运行</translation>
    </message>
    <message>
        <source>%1, not smoothed</source>
        <translation>%1，未平滑</translation>
    </message>
    <message>
        <source>%1, valid</source>
        <translation>%1，验证</translation>
    </message>
    <message>
        <source>perplexity %1</source>
        <translation>困惑度 %1</translation>
    </message>
    <message>
        <source>soft labels</source>
        <translation>软标签</translation>
    </message>
    <message>
        <source>hidden states</source>
        <translation>隐藏状态</translation>
    </message>
    <message>
        <source>attention</source>
        <translation>注意力</translation>
    </message>
    <message>
        <source>relations</source>
        <translation>关系</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
</context>
<context>
    <name>layerlab::MainToolBar</name>
    <message>
        <source>Tool bar</source>
        <translation>工具栏</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新建</translation>
    </message>
    <message>
        <source>New experiment</source>
        <translation>新建实验</translation>
    </message>
    <message>
        <source>Start from an example</source>
        <translation>从示例开始</translation>
    </message>
    <message>
        <source>• edited</source>
        <translation>• 已修改</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Save the experiment, the stack or a chart as a file</source>
        <translation>将实验、层堆叠或图表保存为文件</translation>
    </message>
</context>
<context>
    <name>layerlab::MainWindow</name>
    <message>
        <source>New from e&amp;xample</source>
        <translation>从示例新建(&amp;X)</translation>
    </message>
    <message>
        <source>Open re&amp;cent</source>
        <translation>最近打开的文件(&amp;C)</translation>
    </message>
    <message>
        <source>Layer stack</source>
        <translation>层堆叠</translation>
    </message>
    <message>
        <source>Stack</source>
        <translation>层堆叠</translation>
    </message>
    <message>
        <source>YAML</source>
        <translation>YAML</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>What the stack shows</source>
        <translation>堆叠显示的内容</translation>
    </message>
    <message>
        <source>Experiment</source>
        <translation>实验</translation>
    </message>
    <message>
        <source>Charts</source>
        <translation>图表</translation>
    </message>
    <message>
        <source>There is nothing to undo.</source>
        <translation>没有可撤销的操作。</translation>
    </message>
    <message>
        <source>There is nothing to redo.</source>
        <translation>没有可重做的操作。</translation>
    </message>
    <message>
        <source>&amp;Undo: %1</source>
        <translation>撤销(&amp;U)：%1</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo: %1</source>
        <translation>重做(&amp;R)：%1</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>Run %1</source>
        <translation>运行 %1</translation>
    </message>
    <message>
        <source>Nothing was opened yet</source>
        <translation>还没有打开过文件</translation>
    </message>
    <message>
        <source>Forget these</source>
        <translation>清除这些记录</translation>
    </message>
    <message>
        <source>Kernels: %1</source>
        <translation>内核：%1</translation>
    </message>
    <message>
        <source>LibTorch %1, %2</source>
        <translation>LibTorch %1，%2</translation>
    </message>
    <message>
        <source>Threads: auto</source>
        <translation>线程数：自动</translation>
    </message>
    <message>
        <source>Experiments (*.yaml *.yml);;All files (*)</source>
        <translation>实验 (*.yaml *.yml);;所有文件 (*)</translation>
    </message>
    <message>
        <source>%1 is no run folder: it has no experiment.yaml with events.jsonl. Open a folder of the library, or an experiment file.</source>
        <translation>%1 不是运行文件夹：其中没有 experiment.yaml 和 events.jsonl。请打开运行库中的文件夹，或一个实验文件。</translation>
    </message>
    <message>
        <source>Open experiment</source>
        <translation>打开实验</translation>
    </message>
    <message>
        <source>Open run folder</source>
        <translation>打开运行文件夹</translation>
    </message>
    <message>
        <source>Changed by another program</source>
        <translation>已被其他程序修改</translation>
    </message>
    <message>
        <source>%1 was changed by another program since it was opened. Overwrite it?</source>
        <translation>%1 打开之后被其他程序修改过。要覆盖它吗？</translation>
    </message>
    <message>
        <source>Overwrite</source>
        <translation>覆盖</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>Save experiment</source>
        <translation>保存实验</translation>
    </message>
    <message>
        <source>Saved without the text of the YAML tab that cannot be read yet.</source>
        <translation>已保存，但不包括 YAML 标签页中尚无法读取的文本。</translation>
    </message>
    <message>
        <source>Unsaved changes</source>
        <translation>未保存的修改</translation>
    </message>
    <message>
        <source>Save the changes of %1?</source>
        <translation>要保存对 %1 的修改吗？</translation>
    </message>
    <message>
        <source>Otherwise they are lost.</source>
        <translation>不保存，修改就会丢失。</translation>
    </message>
    <message>
        <source>A training runs</source>
        <translation>训练正在进行</translation>
    </message>
    <message>
        <source>Stop the training and close?</source>
        <translation>要停止训练并关闭吗？</translation>
    </message>
    <message>
        <source>It is stopped with a checkpoint and can be resumed.</source>
        <translation>停止时会保存检查点，以后可以继续。</translation>
    </message>
    <message>
        <source>Stop and close</source>
        <translation>停止并关闭</translation>
    </message>
    <message>
        <source>Keep training</source>
        <translation>继续训练</translation>
    </message>
    <message>
        <source>Saving a checkpoint, then closing.</source>
        <translation>正在保存检查点，随后关闭。</translation>
    </message>
    <message>
        <source>The text in the YAML tab cannot be read; correct it first.</source>
        <translation>YAML 标签页中的文本无法读取；请先改正。</translation>
    </message>
    <message>
        <source>Resume anyway</source>
        <translation>仍然继续</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>正在启动</translation>
    </message>
    <message>
        <source>loading the engine</source>
        <translation>正在加载引擎</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>stopping: saving a checkpoint</source>
        <translation>正在停止：保存检查点</translation>
    </message>
    <message>
        <source>not started</source>
        <translation>未开始</translation>
    </message>
    <message>
        <source>as it was started; edits go to the draft</source>
        <translation>启动时的设置；编辑作用于草稿</translation>
    </message>
    <message>
        <source>A training runs already.</source>
        <translation>已有训练正在进行。</translation>
    </message>
    <message>
        <source>The training is still starting.</source>
        <translation>训练仍在启动。</translation>
    </message>
    <message>
        <source>The training is being stopped.</source>
        <translation>训练正在停止。</translation>
    </message>
    <message>
        <source>Nothing is being trained.</source>
        <translation>当前没有训练。</translation>
    </message>
    <message>
        <source>No run is open.</source>
        <translation>没有打开的运行。</translation>
    </message>
    <message>
        <source>This run is finished.</source>
        <translation>此运行已完成。</translation>
    </message>
    <message>
        <source>This run never began.</source>
        <translation>此运行没有开始过。</translation>
    </message>
    <message>
        <source>What the training computes with. Press to choose the number of threads.</source>
        <translation>训练所用的计算资源。点击以选择线程数。</translation>
    </message>
    <message>
        <source>Kernels %1, LibTorch %2.</source>
        <translation>内核 %1，LibTorch %2。</translation>
    </message>
    <message>
        <source>CPU · %1</source>
        <translation>CPU · %1</translation>
    </message>
    <message>
        <source>The run&apos;s own stack never changes; show the draft to edit.</source>
        <translation>运行的堆叠永远不会改变；要编辑，请显示草稿。</translation>
    </message>
    <message>
        <source>The clipboard holds no layers.</source>
        <translation>剪贴板中没有层。</translation>
    </message>
    <message>
        <source>%1 is in the trash.</source>
        <translation>%1 已移到回收站。</translation>
    </message>
    <message>
        <source>%1 runs are in the trash.</source>
        <translation>%1 个运行已移到回收站。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>No font of this system has Chinese characters; install fonts-noto-cjk or fonts-wqy-microhei.</source>
        <translation>系统中没有包含汉字的字体；请安装 fonts-noto-cjk 或 fonts-wqy-microhei。</translation>
    </message>
    <message>
        <source>LayerLab ended with unsaved edits of %1 (%2).</source>
        <translation>LayerLab 上次退出时，%1 有未保存的编辑（%2）。</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Save a picture of the stack</source>
        <translation>保存层堆叠的图片</translation>
    </message>
    <message>
        <source>Pictures (*.png *.svg *.pdf)</source>
        <translation>图片 (*.png *.svg *.pdf)</translation>
    </message>
    <message>
        <source>%1 is trained</source>
        <translation>%1 训练完成</translation>
    </message>
    <message>
        <source>%1 at full depth, after %2</source>
        <translation>全深度 %1，用时 %2</translation>
    </message>
    <message>
        <source>after %1</source>
        <translation>用时 %1</translation>
    </message>
    <message>
        <source>%1 failed</source>
        <translation>%1 失败</translation>
    </message>
    <message>
        <source>measuring depths: %1</source>
        <translation>正在测量深度：%1</translation>
    </message>
    <message>
        <source>every depth measured</source>
        <translation>已测量每个深度</translation>
    </message>
    <message>
        <source>measuring stopped</source>
        <translation>测量已停止</translation>
    </message>
    <message>
        <source>measuring depths</source>
        <translation>正在测量深度</translation>
    </message>
    <message>
        <source>Depths are being measured.</source>
        <translation>正在测量深度。</translation>
    </message>
    <message>
        <source>Another process trains this run.</source>
        <translation>另一个进程正在训练此运行。</translation>
    </message>
    <message>
        <source>The draft was never saved.</source>
        <translation>草稿从未保存过。</translation>
    </message>
    <message>
        <source>Nothing was changed since it was saved.</source>
        <translation>自保存以来没有修改。</translation>
    </message>
    <message>
        <source>import data</source>
        <translation>导入数据</translation>
    </message>
    <message>
        <source>move a module&apos;s boundary</source>
        <translation>移动模块的边界</translation>
    </message>
    <message>
        <source>change the rungs</source>
        <translation>修改梯级</translation>
    </message>
    <message>
        <source>The model of this stage follows from the stages before it; choose one of those.</source>
        <translation>这个阶段的模型由前面的阶段决定；请选择前面的阶段。</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>All %1 runs named %2</source>
        <translation>名为 %2 的全部 %1 个运行</translation>
    </message>
    <message>
        <source>All %1 runs tagged %2</source>
        <translation>标签为 %2 的全部 %1 个运行</translation>
    </message>
    <message>
        <source>Compare runs, or open one, first.</source>
        <translation>请先比较运行，或打开一个运行。</translation>
    </message>
    <message>
        <source>%1 runs</source>
        <translation>%1 个运行</translation>
    </message>
    <message>
        <source>Report of %1</source>
        <translation>%1 的报告</translation>
    </message>
    <message>
        <source>Web page (*.html);;PDF (*.pdf)</source>
        <translation>网页 (*.html);;PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Writing the report…</source>
        <translation>正在写报告…</translation>
    </message>
    <message>
        <source>The report is in %1.</source>
        <translation>报告已写入 %1。</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>A sweep runs</source>
        <translation>扫描正在运行</translation>
    </message>
    <message>
        <source>Stop the sweep and close?</source>
        <translation>要停止扫描并关闭吗？</translation>
    </message>
    <message>
        <source>The runs of the sweep are stopped with checkpoints; it can be continued later.</source>
        <translation>扫描中的运行会保存检查点后停止；以后可以继续。</translation>
    </message>
    <message>
        <source>Keep waiting</source>
        <translation>继续等待</translation>
    </message>
    <message>
        <source>stopping</source>
        <translation>正在停止</translation>
    </message>
    <message>
        <source>making smaller models</source>
        <translation>正在生成更小的模型</translation>
    </message>
    <message>
        <source>Smaller models are being measured.</source>
        <translation>正在测量更小的模型。</translation>
    </message>
    <message>
        <source>This run is being trained.</source>
        <translation>此运行正在训练。</translation>
    </message>
    <message>
        <source>every depth searched; the test data&apos;s accuracies are beside</source>
        <translation>已搜索每个深度；旁边是测试数据上的准确率</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>smaller model stored</source>
        <translation>已存储更小的模型</translation>
    </message>
    <message>
        <source>smaller models measured</source>
        <translation>已测量更小的模型</translation>
    </message>
    <message>
        <source>change the layer map</source>
        <translation>修改层的对应</translation>
    </message>
    <message>
        <source>Sweep</source>
        <translation>参数扫描</translation>
    </message>
    <message>
        <source>Sweeps</source>
        <translation>参数扫描</translation>
    </message>
    <message>
        <source>%1 finished after %2</source>
        <translation>%1已完成，用时 %2</translation>
    </message>
    <message>
        <source>, %1 failed</source>
        <translation>，%1 个失败</translation>
    </message>
    <message>
        <source>%1 has ended</source>
        <translation>%1 已结束</translation>
    </message>
    <message>
        <source>The draft has no sweep.</source>
        <translation>草稿中没有扫描。</translation>
    </message>
    <message>
        <source>%1 was left with %2 to do.</source>
        <translation>%1 还有 %2未完成。</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>The draft has no sweep: right-click a field of the inspector and choose “Sweep this field…”.</source>
        <translation>草稿中没有扫描：请右键点击检查器中的字段，选择“扫描此字段…”。</translation>
    </message>
    <message>
        <source>%1 runs already; stop it first.</source>
        <translation>%1 已在运行；请先停止它。</translation>
    </message>
    <message>
        <source>No sweep is shown.</source>
        <translation>没有显示扫描。</translation>
    </message>
    <message>
        <source>Another process runs this sweep.</source>
        <translation>另一个进程正在运行此扫描。</translation>
    </message>
    <message>
        <source>All its runs have ended.</source>
        <translation>其中的运行都已结束。</translation>
    </message>
    <message>
        <source>The sweep is being stopped.</source>
        <translation>正在停止扫描。</translation>
    </message>
    <message>
        <source>%1 runs; stop it first.</source>
        <translation>%1 正在运行；请先停止它。</translation>
    </message>
    <message>
        <source>This sweep does not run.</source>
        <translation>此扫描没有在运行。</translation>
    </message>
    <message>
        <source>by…</source>
        <translation>按…</translation>
    </message>
    <message>
        <source>Measure depths by another rule</source>
        <translation>按另一条规则测量深度</translation>
    </message>
    <message>
        <source>The folder of %1 is gone.</source>
        <translation>%1 的文件夹不见了。</translation>
    </message>
</context>
<context>
    <name>layerlab::MeasurePopup</name>
    <message>
        <source>Measure</source>
        <translation>测量</translation>
    </message>
    <message>
        <source>Measure depths</source>
        <translation>测量深度</translation>
    </message>
    <message>
        <source>Measure every depth, keeping layers by</source>
        <translation>测量每个深度，保留层的规则</translation>
    </message>
    <message>
        <source>This run was trained without LayerDrop.</source>
        <translation>此运行训练时没有使用 LayerDrop。</translation>
    </message>
    <message>
        <source>So many routes of each depth go on to the next; 1 is a greedy search</source>
        <translation>每个深度有这么多条路径进入下一个深度；1 即贪心搜索</translation>
    </message>
    <message>
        <source>Beam</source>
        <translation>束宽</translation>
    </message>
    <message>
        <source>All %1 routes are tried.</source>
        <translation>尝试全部 %1 条路径。</translation>
    </message>
    <message>
        <source>From the top down, one layer fewer at a time: more than %1 layers are too many for all routes.</source>
        <translation>从完整路径向下，每次少一层：超过 %1 层时，无法尝试所有路径。</translation>
    </message>
    <message>
        <source>all tokens</source>
        <translation>所有词元</translation>
    </message>
    <message>
        <source>first token</source>
        <translation>第一个词元</translation>
    </message>
    <message>
        <source>Sajjad et al. read BERT&apos;s [CLS], the first token</source>
        <translation>Sajjad 等读取 BERT 的 [CLS]，即第一个词元</translation>
    </message>
    <message>
        <source>Compared at</source>
        <translation>比较的位置</translation>
    </message>
    <message>
        <source>on validation data</source>
        <translation>验证数据</translation>
    </message>
    <message>
        <source>on test data</source>
        <translation>测试数据</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Depths from</source>
        <translation>深度从</translation>
    </message>
    <message>
        <source>to</source>
        <translation>到</translation>
    </message>
    <message>
        <source>The smallest depth</source>
        <translation>最小深度</translation>
    </message>
    <message>
        <source>The largest depth</source>
        <translation>最大深度</translation>
    </message>
</context>
<context>
    <name>layerlab::NoticeBar</name>
    <message>
        <source>Dismiss</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>layerlab::OriginRows</name>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Choose the folder of a run.</source>
        <translation>请选择一个运行的文件夹。</translation>
    </message>
    <message>
        <source>Folder of a run</source>
        <translation>运行的文件夹</translation>
    </message>
    <message>
        <source>The folder of a past run, which has its experiment.yaml.</source>
        <translation>过去某个运行的文件夹，其中有它的 experiment.yaml。</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Best: those that did best on validation data. Final: the last ones.</source>
        <translation>最佳：在验证数据上表现最好的权重。最后：最后的权重。</translation>
    </message>
    <message>
        <source>There is no folder %1.</source>
        <translation>没有文件夹 %1。</translation>
    </message>
    <message>
        <source>%1 is no folder of a run: it has no experiment.yaml.</source>
        <translation>%1 不是运行文件夹：其中没有 experiment.yaml。</translation>
    </message>
    <message>
        <source>%1: choose the folder of a run, or another entry.</source>
        <translation>%1：请选择一个运行的文件夹，或另选一项。</translation>
    </message>
    <message>
        <source>Its stage</source>
        <translation>其阶段</translation>
    </message>
    <message>
        <source>Type the number of a stage, or nothing for the last.</source>
        <translation>请输入阶段的编号；留空表示最后一个。</translation>
    </message>
    <message>
        <source>Of a run with several stages, counted from 1: what it left to the next one. Empty: the last stage.</source>
        <translation>对有多个阶段的运行，从 1 数起：该阶段留给下一阶段的模型。留空：最后一个阶段。</translation>
    </message>
</context>
<context>
    <name>layerlab::PaintedChart</name>
    <message>
        <source>Values as a table</source>
        <translation>以表格显示数值</translation>
    </message>
    <message>
        <source>Export of this chart</source>
        <translation>导出此图表</translation>
    </message>
    <message>
        <source>Export, copy</source>
        <translation>导出、复制</translation>
    </message>
    <message>
        <source>Copy picture</source>
        <translation>复制图片</translation>
    </message>
    <message>
        <source>Copy data</source>
        <translation>复制数据</translation>
    </message>
    <message>
        <source>Export PNG…</source>
        <translation>导出 PNG…</translation>
    </message>
    <message>
        <source>Export SVG…</source>
        <translation>导出 SVG…</translation>
    </message>
    <message>
        <source>Export PDF…</source>
        <translation>导出 PDF…</translation>
    </message>
    <message>
        <source>Export CSV…</source>
        <translation>导出 CSV…</translation>
    </message>
    <message>
        <source>Values of the chart %1</source>
        <translation>图表“%1”的数值</translation>
    </message>
    <message>
        <source>Cannot write %1.</source>
        <translation>无法写入 %1。</translation>
    </message>
</context>
<context>
    <name>layerlab::PathEditor</name>
    <message>
        <source>Browse</source>
        <translation>浏览</translation>
    </message>
    <message>
        <source>Browse: %1</source>
        <translation>浏览：%1</translation>
    </message>
    <message>
        <source>Tables and text (*.tsv *.csv *.txt);;All files (*)</source>
        <translation>表格和文本 (*.tsv *.csv *.txt);;所有文件 (*)</translation>
    </message>
</context>
<context>
    <name>layerlab::PresetRowText</name>
    <message>
        <source>%1 parameters</source>
        <translation>%1 个参数</translation>
    </message>
    <message>
        <source>Start from</source>
        <translation>从此开始</translation>
    </message>
    <message>
        <source>Preset ▾</source>
        <translation>预设 ▾</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>Sets model and techniques to a known example; task and training stay.</source>
        <translation>把模型和技术设为一个已知的例子；任务和训练不变。</translation>
    </message>
    <message>
        <source>apply preset %1</source>
        <translation>应用预设“%1”</translation>
    </message>
</context>
<context>
    <name>layerlab::PreviewModel</name>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Click to choose what this column is used for.</source>
        <translation>点击以选择此列的用途。</translation>
    </message>
</context>
<context>
    <name>layerlab::Proposal</name>
    <message>
        <source>%1 parameters</source>
        <translation>%1 个参数</translation>
    </message>
    <message>
        <source>%1, %2 on test data</source>
        <translation>%1，测试数据上 %2</translation>
    </message>
    <message>
        <source>%1 with %2 (%3): %4; %5</source>
        <translation>%1，%2（%3）：%4；%5</translation>
    </message>
</context>
<context>
    <name>layerlab::ReportFile</name>
    <message>
        <source>Cannot write %1: a report can be saved as html or pdf.</source>
        <translation>无法写入 %1：报告可以保存为 html 或 pdf。</translation>
    </message>
    <message>
        <source>Cannot write %1: %2</source>
        <translation>无法写入 %1：%2</translation>
    </message>
</context>
<context>
    <name>layerlab::RunActions</name>
    <message>
        <source>Blue</source>
        <translation>蓝色</translation>
    </message>
    <message>
        <source>Vermilion</source>
        <translation>朱红</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>绿色</translation>
    </message>
    <message>
        <source>Pink</source>
        <translation>粉色</translation>
    </message>
    <message>
        <source>Ochre</source>
        <translation>赭色</translation>
    </message>
    <message>
        <source>Sky blue</source>
        <translation>天蓝</translation>
    </message>
    <message>
        <source>Violet</source>
        <translation>紫色</translation>
    </message>
    <message>
        <source>Grey</source>
        <translation>灰色</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>&amp;Open the selected run</source>
        <translation>打开所选的运行(&amp;O)</translation>
    </message>
    <message>
        <source>Show its charts and its stack</source>
        <translation>显示它的图表和层堆叠</translation>
    </message>
    <message>
        <source>O&amp;verlay in charts</source>
        <translation>叠加到图表(&amp;V)</translation>
    </message>
    <message>
        <source>Draw the selected runs over the run on display</source>
        <translation>把所选的运行叠加在当前显示的运行之上</translation>
    </message>
    <message>
        <source>Re&amp;name…</source>
        <translation>重命名(&amp;N)…</translation>
    </message>
    <message>
        <source>Give the selected run another name; its folder keeps its own</source>
        <translation>为所选的运行另起名称；其文件夹名不变</translation>
    </message>
    <message>
        <source>&amp;Colour</source>
        <translation>颜色(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Tags…</source>
        <translation>标签(&amp;T)…</translation>
    </message>
    <message>
        <source>Tags of the selected runs</source>
        <translation>所选运行的标签</translation>
    </message>
    <message>
        <source>Not&amp;e…</source>
        <translation>备注(&amp;E)…</translation>
    </message>
    <message>
        <source>Write a note about the selected run</source>
        <translation>为所选的运行写备注</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>继续(&amp;R)</translation>
    </message>
    <message>
        <source>Go on with the selected run from its last checkpoint</source>
        <translation>从最近的检查点继续所选的运行</translation>
    </message>
    <message>
        <source>&amp;Duplicate as new experiment</source>
        <translation>复制为新实验(&amp;D)</translation>
    </message>
    <message>
        <source>Make a draft from the selected run</source>
        <translation>由所选的运行生成草稿</translation>
    </message>
    <message>
        <source>Open &amp;folder</source>
        <translation>打开文件夹(&amp;F)</translation>
    </message>
    <message>
        <source>Show the folder of the selected run</source>
        <translation>显示所选运行的文件夹</translation>
    </message>
    <message>
        <source>Copy &amp;path</source>
        <translation>复制路径(&amp;P)</translation>
    </message>
    <message>
        <source>Copy the paths of the selected runs</source>
        <translation>复制所选运行的路径</translation>
    </message>
    <message>
        <source>&amp;Move to trash</source>
        <translation>移到回收站(&amp;M)</translation>
    </message>
    <message>
        <source>Move the selected runs to the trash; this can be undone</source>
        <translation>将所选的运行移到回收站；可以撤销</translation>
    </message>
    <message>
        <source>Empt&amp;y trash…</source>
        <translation>清空回收站(&amp;Y)…</translation>
    </message>
    <message>
        <source>Delete the runs in the trash for good</source>
        <translation>永久删除回收站中的运行</translation>
    </message>
    <message>
        <source>Smaller mode&amp;l…</source>
        <translation>更小的模型(&amp;L)…</translation>
    </message>
    <message>
        <source>Open the selected run and take a smaller model out of it</source>
        <translation>打开所选的运行，并从中取出更小的模型</translation>
    </message>
    <message>
        <source>Comp&amp;are</source>
        <translation>比较(&amp;A)</translation>
    </message>
    <message>
        <source>Add the selected runs to the comparison</source>
        <translation>将所选的运行加入比较</translation>
    </message>
    <message>
        <source>Arc&amp;hive</source>
        <translation>归档(&amp;H)</translation>
    </message>
    <message>
        <source>Take the selected runs out of sight; they stay where they are</source>
        <translation>把选中的运行移出视线；它们留在原处</translation>
    </message>
    <message>
        <source>&amp;Group by…</source>
        <translation>分组(&amp;G)…</translation>
    </message>
    <message>
        <source>Show the runs in groups of one value of a key, with their means</source>
        <translation>按一个键的值把运行分组显示，并给出平均值</translation>
    </message>
    <message>
        <source>Sho&amp;w archived runs</source>
        <translation>显示归档的运行(&amp;W)</translation>
    </message>
    <message>
        <source>Show the runs that were taken out of sight, too</source>
        <translation>也显示已移出视线的运行</translation>
    </message>
</context>
<context>
    <name>layerlab::RunChips</name>
    <message>
        <source>Take %1 out of the comparison</source>
        <translation>将 %1 移出比较</translation>
    </message>
</context>
<context>
    <name>layerlab::RunCurves</name>
    <message>
        <source>test data</source>
        <translation>测试数据</translation>
    </message>
    <message>
        <source>training data</source>
        <translation>训练数据</translation>
    </message>
    <message>
        <source>%1 data</source>
        <translation>%1 数据</translation>
    </message>
    <message>
        <source>weights of step %1</source>
        <translation>第 %1 步的权重</translation>
    </message>
    <message>
        <source>step %1</source>
        <translation>第 %1 步</translation>
    </message>
    <message>
        <source>%1, validation data</source>
        <translation>%1，验证数据</translation>
    </message>
</context>
<context>
    <name>layerlab::RunFilterText</name>
    <message>
        <source>Words are looked for in names, tags, notes, techniques and status.
status:running  tag:baseline  name:hops  note:draft  technique:LayerDrop
accuracy&gt;0.9  half&gt;=70%  test&gt;80%  loss&lt;0.5  params&lt;2M  latency&lt;5ms  time&gt;10min  step&gt;1000
Any key: model.layers&gt;=6  techniques.layer_drop.rate:0.2  task.kind:hops
archived:yes  archived:no
All terms must hold; &quot;quotes&quot; keep words together.</source>
        <translation>词语会与名称、标签、备注、技术和状态匹配。
status:running  tag:baseline  name:hops  note:draft  technique:LayerDrop
accuracy&gt;0.9  half&gt;=70%  test&gt;80%  loss&lt;0.5  params&lt;2M  latency&lt;5ms  time&gt;10min  step&gt;1000
任何键：model.layers&gt;=6  techniques.layer_drop.rate:0.2  task.kind:hops
archived:yes  archived:no
所有条件必须同时满足；用 &quot;引号&quot; 把几个词连在一起。</translation>
    </message>
</context>
<context>
    <name>layerlab::RunStatus</name>
    <message>
        <source>Progress of the training</source>
        <translation>训练进度</translation>
    </message>
    <message>
        <source>finished in %1</source>
        <translation>已完成，用时 %1</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>已失败</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>step %1 / %2</source>
        <translation>第 %1 / %2 步</translation>
    </message>
    <message>
        <source>step %1</source>
        <translation>第 %1 步</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>正在启动</translation>
    </message>
    <message>
        <source>%1 tokens/s</source>
        <translation>%1 词元/秒</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>剩余 %1</translation>
    </message>
    <message>
        <source>loss %1</source>
        <translation>损失 %1</translation>
    </message>
    <message>
        <source>%1 of %2 layers ran this step</source>
        <translation>这一步运行了 %1 / %2 层</translation>
    </message>
    <message>
        <source>memory %1</source>
        <translation>内存 %1</translation>
    </message>
    <message>
        <source>saved %1</source>
        <translation>%1已保存</translation>
    </message>
</context>
<context>
    <name>layerlab::RunsDelegate</name>
    <message>
        <source>Name of the run</source>
        <translation>运行的名称</translation>
    </message>
</context>
<context>
    <name>layerlab::RunsModel</name>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>training</source>
        <translation>训练中</translation>
    </message>
    <message>
        <source>training %1</source>
        <translation>训练中 %1</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>paused at %1</source>
        <translation>暂停于 %1</translation>
    </message>
    <message>
        <source>done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>stopped at %1</source>
        <translation>停止于 %1</translation>
    </message>
    <message>
        <source>broke off</source>
        <translation>已中断</translation>
    </message>
    <message>
        <source>broke off at %1</source>
        <translation>中断于 %1</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>已失败</translation>
    </message>
    <message>
        <source>failed at %1</source>
        <translation>失败于 %1</translation>
    </message>
    <message>
        <source>Overlaid in the charts</source>
        <translation>已叠加到图表</translation>
    </message>
    <message>
        <source>%1, overlaid in the charts</source>
        <translation>%1，已叠加到图表</translation>
    </message>
    <message>
        <source>Sorts by the time of their start</source>
        <translation>按开始时间排序</translation>
    </message>
    <message>
        <source>Distinct weights: shared layers count once</source>
        <translation>不同的权重数：共享的层只算一次</translation>
    </message>
    <message>
        <source>Validation accuracy with all layers</source>
        <translation>使用所有层时的验证准确率</translation>
    </message>
    <message>
        <source>Validation accuracy with half of the layers</source>
        <translation>使用一半层时的验证准确率</translation>
    </message>
    <message>
        <source>Latency with half of the layers</source>
        <translation>使用一半层时的延迟</translation>
    </message>
    <message>
        <source>Time spent training</source>
        <translation>训练所用的时间</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Techniques</source>
        <translation>技术</translation>
    </message>
    <message>
        <source>Params</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Full
depth</source>
        <translation>全部
深度</translation>
    </message>
    <message>
        <source>Half
depth</source>
        <translation>一半
深度</translation>
    </message>
    <message>
        <source>Latency
½</source>
        <translation>延迟
½</translation>
    </message>
    <message>
        <source>Accuracy on the test data with all layers, of the weights that did best on the validation data</source>
        <translation>在验证数据上表现最好的权重，使用所有层时的测试准确率</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试集</translation>
    </message>
</context>
<context>
    <name>layerlab::RunsTable</name>
    <message>
        <source>Runs appear here. Press Train.</source>
        <translation>运行会出现在这里。请按“训练”。</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Only a run that was stopped or broke off can be resumed.</source>
        <translation>只有已停止或已中断的运行才能继续。</translation>
    </message>
    <message>
        <source>Clear filter</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>No run matches the filter.</source>
        <translation>没有符合筛选条件的运行。</translation>
    </message>
    <message>
        <source>Select a run in the table first.</source>
        <translation>请先在列表中选择一个运行。</translation>
    </message>
    <message>
        <source>Select one run only.</source>
        <translation>请只选择一个运行。</translation>
    </message>
    <message>
        <source>%1 is being trained; stop it first.</source>
        <translation>%1 正在训练；请先停止它。</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>baseline, to keep</source>
        <translation>基线, 保留</translation>
    </message>
    <message>
        <source>Tags of %1</source>
        <translation>%1 的标签</translation>
    </message>
    <message>
        <source>Tags of %1 runs</source>
        <translation>%1 个运行的标签</translation>
    </message>
    <message>
        <source>Separated by commas · Enter keeps, Esc leaves as it was</source>
        <translation>以逗号分隔 · 回车保存，Esc 保持原样</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Note on %1</source>
        <translation>%1 的备注</translation>
    </message>
    <message>
        <source>Ctrl+Enter keeps, Esc leaves as it was</source>
        <translation>Ctrl+Enter 保存，Esc 保持原样</translation>
    </message>
    <message>
        <source>Empty trash</source>
        <translation>清空回收站</translation>
    </message>
    <message>
        <source>The trash is empty.</source>
        <translation>回收站是空的。</translation>
    </message>
    <message>
        <source>Delete the run in the trash (%1) for good?</source>
        <translation>要永久删除回收站中的运行（%1）吗？</translation>
    </message>
    <message>
        <source>Delete %1 runs in the trash (%2) for good?</source>
        <translation>要永久删除回收站中的 %1 个运行（%2）吗？</translation>
    </message>
    <message>
        <source>Delete for good</source>
        <translation>永久删除</translation>
    </message>
    <message>
        <source>Archived (%1)</source>
        <translation>已归档（%1）</translation>
    </message>
    <message>
        <source>Show the runs in groups of one value of a key, with their means</source>
        <translation>按一个键的值把运行分组显示，并给出平均值</translation>
    </message>
    <message>
        <source>Group by</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>By %1</source>
        <translation>按%1</translation>
    </message>
    <message>
        <source>No groups</source>
        <translation>不分组</translation>
    </message>
    <message>
        <source>Any other key…</source>
        <translation>其他键…</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>键</translation>
    </message>
    <message>
        <source>Group by a key of the experiments</source>
        <translation>按实验的一个键分组</translation>
    </message>
    <message>
        <source>Enter keeps, Esc leaves as it was</source>
        <translation>回车保留，Esc 保持原样</translation>
    </message>
    <message>
        <source>There is no key “%1”. Keys are those of the YAML, such as techniques.layer_drop.rate.</source>
        <translation>没有“%1”这个键。键是 YAML 中的键，例如 techniques.layer_drop.rate。</translation>
    </message>
    <message>
        <source>&amp;Select these runs</source>
        <translation>选中这些运行(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Fold all groups</source>
        <translation>折叠所有组(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Unfold all groups</source>
        <translation>展开所有组(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;No groups</source>
        <translation>不分组(&amp;N)</translation>
    </message>
    <message>
        <source>All runs are archived.</source>
        <translation>所有运行都已归档。</translation>
    </message>
</context>
<context>
    <name>layerlab::ScheduleCurve</name>
    <message>
        <source>Replacing rate over the steps</source>
        <translation>替换率随步数的变化</translation>
    </message>
    <message>
        <source>Drag the handles. Points: double click adds one, Del removes it. Keys: Tab from handle to handle, arrows move, Ins adds a point.</source>
        <translation>拖动控制点。按点绘制时：双击添加一个点，Del 删除它。按键：Tab 转到下一个控制点，方向键移动它，Ins 添加一个点。</translation>
    </message>
    <message>
        <source>step %1: rate %2</source>
        <translation>第 %1 步：替换率 %2</translation>
    </message>
    <message>
        <source>Handle %1 of %2, %3</source>
        <translation>控制点 %1 / %2，%3</translation>
    </message>
    <message>
        <source>change the replacing rate</source>
        <translation>修改替换率</translation>
    </message>
    <message>
        <source>add a point to the replacing rate</source>
        <translation>为替换率添加一个点</translation>
    </message>
    <message>
        <source>remove a point of the replacing rate</source>
        <translation>删除替换率的一个点</translation>
    </message>
    <message>
        <source>step</source>
        <translation>步数</translation>
    </message>
</context>
<context>
    <name>layerlab::ShareChart</name>
    <message>
        <source>Accuracy by sparsity</source>
        <translation>各稀疏度的准确率</translation>
    </message>
    <message>
        <source>share taken out</source>
        <translation>去掉的比例</translation>
    </message>
    <message>
        <source>accuracy, %</source>
        <translation>准确率，%</translation>
    </message>
    <message>
        <source>A sparsity curve appears here: shares from 0.1 to 0.9.</source>
        <translation>这里会显示稀疏度曲线：比例从 0.1 到 0.9。</translation>
    </message>
    <message>
        <source>heads</source>
        <translation>注意力头</translation>
    </message>
    <message>
        <source>units</source>
        <translation>前馈单元</translation>
    </message>
    <message>
        <source>weights of every matrix</source>
        <translation>每个矩阵的权重</translation>
    </message>
    <message>
        <source>weights</source>
        <translation>权重</translation>
    </message>
</context>
<context>
    <name>layerlab::SlotSection</name>
    <message>
        <source>Selected layers</source>
        <translation>所选层</translation>
    </message>
    <message>
        <source>mixed</source>
        <translation>各层不同</translation>
    </message>
    <message>
        <source>LayerDrop rate</source>
        <translation>丢弃率</translation>
    </message>
    <message>
        <source>Heads</source>
        <translation>注意力头数</translation>
    </message>
    <message>
        <source>heads</source>
        <translation>注意力头数</translation>
    </message>
    <message>
        <source>Feed-forward</source>
        <translation>前馈宽度</translation>
    </message>
    <message>
        <source>feed-forward width</source>
        <translation>前馈宽度</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>激活函数</translation>
    </message>
    <message>
        <source>activation</source>
        <translation>激活函数</translation>
    </message>
    <message>
        <source>Normalise</source>
        <translation>归一化</translation>
    </message>
    <message>
        <source>normalisation</source>
        <translation>归一化</translation>
    </message>
    <message>
        <source>Attention half</source>
        <translation>注意力半层</translation>
    </message>
    <message>
        <source>attention half</source>
        <translation>注意力半层</translation>
    </message>
    <message>
        <source>Feed-forward half</source>
        <translation>前馈半层</translation>
    </message>
    <message>
        <source>feed-forward half</source>
        <translation>前馈半层</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>跳过</translation>
    </message>
    <message>
        <source>skipping</source>
        <translation>跳过设置</translation>
    </message>
    <message>
        <source>Frozen</source>
        <translation>冻结</translation>
    </message>
    <message>
        <source>freezing</source>
        <translation>冻结设置</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>共享权重</translation>
    </message>
    <message>
        <source>Own weights</source>
        <translation>各自的权重</translation>
    </message>
    <message>
        <source>Share attention</source>
        <translation>共享注意力</translation>
    </message>
    <message>
        <source>Share feed-forward</source>
        <translation>共享前馈</translation>
    </message>
    <message>
        <source>As the model</source>
        <translation>同模型</translation>
    </message>
    <message>
        <source>Layer %1</source>
        <translation>第 %1 层</translation>
    </message>
    <message>
        <source>%1 layers selected</source>
        <translation>已选 %1 层</translation>
    </message>
    <message>
        <source>as the model: %1</source>
        <translation>同模型：%1</translation>
    </message>
    <message>
        <source>LayerDrop is off</source>
        <translation>LayerDrop 未启用</translation>
    </message>
    <message>
        <source>A rate of its own matters once LayerDrop is switched on.</source>
        <translation>启用 LayerDrop 后，单独的丢弃率才起作用。</translation>
    </message>
    <message>
        <source>Size and cost follow once the fields fit together.</source>
        <translation>各字段相互匹配后，这里会显示大小和代价。</translation>
    </message>
    <message>
        <source>%1 parameters · %2</source>
        <translation>%1 个参数 · %2</translation>
    </message>
    <message>
        <source>Select two layers or more to share weights among them.</source>
        <translation>选择两层或更多层，才能在它们之间共享权重。</translation>
    </message>
    <message>
        <source>The selected layers use the same weights (S).</source>
        <translation>所选的层使用同一组权重（S）。</translation>
    </message>
    <message>
        <source>The selected layers use the same attention weights (A).</source>
        <translation>所选的层使用同一组注意力权重（A）。</translation>
    </message>
    <message>
        <source>The selected layers use the same feed-forward weights (E).</source>
        <translation>所选的层使用同一组前馈权重（E）。</translation>
    </message>
    <message>
        <source>Each selected layer gets weights of its own again (Shift+S).</source>
        <translation>所选的每一层重新拥有各自的权重（Shift+S）。</translation>
    </message>
    <message>
        <source>None of the selected layers shares weights.</source>
        <translation>所选的层都没有共享权重。</translation>
    </message>
    <message>
        <source>Rate, heads, width, activation and norm are the model&apos;s again.</source>
        <translation>丢弃率、头数、宽度、激活函数和归一化重新取模型的值。</translation>
    </message>
    <message>
        <source>The selected layers have no settings of their own.</source>
        <translation>所选的层没有自己的设置。</translation>
    </message>
    <message>
        <source>share %1 layers</source>
        <translation>共享 %1 层的权重</translation>
    </message>
    <message>
        <source>share the attention of %1 layers</source>
        <translation>共享 %1 层的注意力权重</translation>
    </message>
    <message>
        <source>share the feed-forward of %1 layers</source>
        <translation>共享 %1 层的前馈权重</translation>
    </message>
    <message>
        <source>give layer %1 weights of its own</source>
        <translation>让第 %1 层拥有自己的权重</translation>
    </message>
    <message>
        <source>give %1 layers weights of their own</source>
        <translation>让 %1 层拥有各自的权重</translation>
    </message>
    <message>
        <source>set layer %1 as the model</source>
        <translation>将第 %1 层设为与模型相同</translation>
    </message>
    <message>
        <source>set %1 layers as the model</source>
        <translation>将 %1 层设为与模型相同</translation>
    </message>
    <message>
        <source>change %2 of layer %1</source>
        <translation>修改第 %1 层的%2</translation>
    </message>
    <message>
        <source>change %2 of %1 layers</source>
        <translation>修改 %1 层的%2</translation>
    </message>
    <message>
        <source>Head size</source>
        <translation>头宽度</translation>
    </message>
    <message>
        <source>head size</source>
        <translation>头宽度</translation>
    </message>
</context>
<context>
    <name>layerlab::SmallerDialog</name>
    <message>
        <source>Measure</source>
        <translation>测量</translation>
    </message>
    <message>
        <source>Sparsity curve</source>
        <translation>稀疏度曲线</translation>
    </message>
    <message>
        <source>Store as a run</source>
        <translation>存为运行</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Fine-tune it…</source>
        <translation>微调…</translation>
    </message>
    <message>
        <source>on validation data</source>
        <translation>验证数据</translation>
    </message>
    <message>
        <source>on test data</source>
        <translation>测试数据</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>zeros</source>
        <translation>置零</translation>
    </message>
    <message>
        <source>heads taken out</source>
        <translation>去掉注意力头</translation>
    </message>
    <message>
        <source>units taken out</source>
        <translation>去掉前馈单元</translation>
    </message>
    <message>
        <source>What the curve takes out</source>
        <translation>曲线中去掉什么</translation>
    </message>
    <message>
        <source>Smaller model of %1</source>
        <translation>%1 的更小的模型</translation>
    </message>
    <message>
        <source>making the smaller model</source>
        <translation>正在生成更小的模型</translation>
    </message>
    <message>
        <source>measuring</source>
        <translation>正在测量</translation>
    </message>
    <message>
        <source>Stored as %1.</source>
        <translation>已存为 %1。</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>已停止。</translation>
    </message>
    <message>
        <source>This is being measured.</source>
        <translation>正在测量。</translation>
    </message>
    <message>
        <source>The engine does something else; wait or stop it.</source>
        <translation>引擎正忙于其他工作；请等待，或停止它。</translation>
    </message>
    <message>
        <source>Every format beside the model as it is, with the pruning that is chosen: accuracy, loss, size, latency</source>
        <translation>每种格式与原来的模型并列，连同所选的剪枝：准确率、损失、大小、延迟</translation>
    </message>
    <message>
        <source>Accuracy at shares from 0.1 to 0.9, with what else is chosen</source>
        <translation>比例从 0.1 到 0.9 时的准确率，连同其他所选项</translation>
    </message>
    <message>
        <source>Make the chosen model, measure it and put it into the library as a run of its own</source>
        <translation>生成所选的模型，进行测量，并作为独立的运行放入运行库</translation>
    </message>
    <message>
        <source>Show the smaller model in the place of this run</source>
        <translation>显示更小的模型，代替此运行</translation>
    </message>
    <message>
        <source>Make a draft that goes on training the smaller model</source>
        <translation>建立一个继续训练更小的模型的草稿</translation>
    </message>
    <message>
        <source>Choose what is to be smaller first.</source>
        <translation>请先选择要缩小什么。</translation>
    </message>
</context>
<context>
    <name>layerlab::SmallerText</name>
    <message>
        <source>The model has no layers yet.</source>
        <translation>模型还没有层。</translation>
    </message>
    <message>
        <source>There is no stage with Theseus replacement.</source>
        <translation>没有使用 Theseus 替换的阶段。</translation>
    </message>
    <message>
        <source>%1: %2 steps, learning rate %3</source>
        <translation>%1：%2 步，学习率 %3</translation>
    </message>
    <message>
        <source>Half as many layers take the places of modules more and more often, then are trained alone (Xu et al. 2020). As in the paper the learning rate stays the predecessor&apos;s; the rate begins at 0.3 and is 1 after three fifths of the replacing steps. Together as many steps as the predecessor had.</source>
        <translation>一半数目的层越来越频繁地取代各模块，然后独立训练（Xu 等 2020）。与论文相同，学习率仍是前驱模型的；替换率从 0.3 开始，在替换步数的五分之三之后为 1。总步数与前驱模型相同。</translation>
    </message>
    <message>
        <source>A narrow side network learns on the frozen backbone&apos;s states (Sung et al. 2022). Its learning rate is ten times the backbone&apos;s, but not above the paper&apos;s 0.003; its width an eighth, or what divides.</source>
        <translation>窄的侧网络从冻结主干的状态学习（Sung 等 2022）。它的学习率是主干的十倍，但不超过论文的 0.003；宽度是主干的八分之一，不能整除时取能整除的值。</translation>
    </message>
    <message>
        <source>Every other layer is kept and learns from the whole model&apos;s answers (Sanh et al. 2019), half by them and half by the labels, at temperature 2, with the teacher&apos;s steps and learning rate.</source>
        <translation>隔层保留，留下的层向整个模型的回答学习（Sanh 等 2019）：回答和标签各占一半，温度为 2，步数和学习率与教师相同。</translation>
    </message>
    <message>
        <source>The first half of the layers is kept and fine-tuned with the same steps and learning rate: what the other ways have to beat (Sajjad et al. 2020).</source>
        <translation>保留前一半的层，用相同的步数和学习率微调：其他方法必须胜过它（Sajjad 等 2020）。</translation>
    </message>
    <message>
        <source>The successor is fine-tuned with LayerDrop at 0.2, so that it can be pruned to any depth (Fan et al. 2019).</source>
        <translation>用丢弃率为 0.2 的 LayerDrop 微调后继模型，使它可以剪枝到任意深度（Fan 等 2019）。</translation>
    </message>
</context>
<context>
    <name>layerlab::StackCanvas</name>
    <message>
        <source>Layer stack</source>
        <translation>层堆叠</translation>
    </message>
    <message>
        <source>%1 parameters, %2 for a sequence</source>
        <translation>%1 个参数，每个序列 %2</translation>
    </message>
    <message>
        <source>the same weights as layer %1</source>
        <translation>与第 %1 层共享权重</translation>
    </message>
    <message>
        <source>the same attention as layer %1</source>
        <translation>与第 %1 层共享注意力</translation>
    </message>
    <message>
        <source>the same feed-forward as layer %1</source>
        <translation>与第 %1 层共享前馈</translation>
    </message>
    <message>
        <source>attention: %1 heads of %2</source>
        <translation>注意力：%1 个头，每个宽 %2</translation>
    </message>
    <message>
        <source>attention: %1 heads</source>
        <translation>注意力：%1 个头</translation>
    </message>
    <message>
        <source>no attention</source>
        <translation>没有注意力</translation>
    </message>
    <message>
        <source>feed-forward: %1 → %2 → %1</source>
        <translation>前馈：%1 → %2 → %1</translation>
    </message>
    <message>
        <source>no feed-forward</source>
        <translation>没有前馈</translation>
    </message>
    <message>
        <source>LayerDrop rate %1</source>
        <translation>LayerDrop 丢弃率 %1</translation>
    </message>
    <message>
        <source>frozen: runs, does not learn</source>
        <translation>冻结：运行，但不学习</translation>
    </message>
    <message>
        <source>skipped: never runs</source>
        <translation>跳过：从不运行</translation>
    </message>
    <message>
        <source>ran in %1 of %2 steps (%3)</source>
        <translation>%2 步中运行了 %1 步（%3）</translation>
    </message>
    <message>
        <source>gradient norm %1 when it last ran</source>
        <translation>最近一次运行时的梯度范数为 %1</translation>
    </message>
    <message>
        <source>%1 layers</source>
        <translation>%1 层</translation>
    </message>
    <message>
        <source>selected: layer %1, %2</source>
        <translation>已选：第 %1 层，%2</translation>
    </message>
    <message>
        <source>%1 layers selected</source>
        <translation>已选 %1 层</translation>
    </message>
    <message>
        <source>at layer %1</source>
        <translation>位于第 %1 层</translation>
    </message>
    <message>
        <source>Ctrl+wheel zooms · drag to reorder · Ctrl+D duplicates · S shares · Del removes</source>
        <translation>Ctrl+滚轮缩放 · 拖动排序 · Ctrl+D 复制 · S 共享 · Del 删除</translation>
    </message>
    <message>
        <source>Ctrl+wheel zooms · drag pans · double-click fits</source>
        <translation>Ctrl+滚轮缩放 · 拖动平移 · 双击适合视图</translation>
    </message>
    <message>
        <source>Layer %1</source>
        <translation>第 %1 层</translation>
    </message>
    <message>
        <source>copy %1</source>
        <translation>复制：%1</translation>
    </message>
    <message>
        <source>Cannot write %1: choose a folder that can be written to.</source>
        <translation>无法写入 %1：请选择一个可以写入的文件夹。</translation>
    </message>
    <message>
        <source>Cannot write %1: a stack can be saved as png, svg or pdf.</source>
        <translation>无法写入 %1：层堆叠可以保存为 png、svg 或 pdf。</translation>
    </message>
    <message>
        <source>layer %1 of the model before</source>
        <translation>原模型的第 %1 层</translation>
    </message>
    <message>
        <source>learns from layer %1 of the teacher</source>
        <translation>向教师的第 %1 层学习</translation>
    </message>
    <message>
        <source>replaces layer %1</source>
        <translation>取代第 %1 层</translation>
    </message>
    <message>
        <source>replacing rate %1</source>
        <translation>替换率 %1</translation>
    </message>
    <message>
        <source>reads layer %1</source>
        <translation>读取第 %1 层</translation>
    </message>
    <message>
        <source>gate μ %1: the side state&apos;s share</source>
        <translation>门 μ %1：侧状态所占的份额</translation>
    </message>
    <message>
        <source>the layer&apos;s state is added to the side&apos;s</source>
        <translation>该层的状态与侧状态相加</translation>
    </message>
    <message>
        <source>click to detach this rung</source>
        <translation>点击以取下这个梯级</translation>
    </message>
    <message>
        <source>click to attach a rung to layer %1</source>
        <translation>点击以在第 %1 层接上梯级</translation>
    </message>
    <message>
        <source>layer %1 has no rung</source>
        <translation>第 %1 层没有梯级</translation>
    </message>
    <message>
        <source>drag to give modules %1 and %2 other layers</source>
        <translation>拖动以让模块 %1 和 %2 包含别的层</translation>
    </message>
    <message>
        <source>The model of stage &apos;%1&apos; follows from the stages before it.</source>
        <translation>阶段“%1”的模型由前面的阶段决定。</translation>
    </message>
    <message>
        <source>The model of stage &apos;%1&apos; is what truncation leaves.</source>
        <translation>阶段“%1”的模型是截断后留下的部分。</translation>
    </message>
    <message>
        <source>Drag a module&apos;s edge, or → and then ↑ ↓ · drag layers to reorder · Ctrl+wheel zooms</source>
        <translation>拖动模块的边缘，或先按 → 再按 ↑ ↓ · 拖动层排序 · Ctrl+滚轮缩放</translation>
    </message>
    <message>
        <source>Click a rung, or Space at a layer, attaches or detaches it · Ctrl+wheel zooms</source>
        <translation>点击梯级，或在一层上按空格键，接上或取下它 · Ctrl+滚轮缩放</translation>
    </message>
    <message>
        <source>beside a successor of %1 layers</source>
        <translation>旁边是 %1 层的后继模型</translation>
    </message>
    <message>
        <source>beside a side network of %1 layers</source>
        <translation>旁边是 %1 层的侧网络</translation>
    </message>
    <message>
        <source>at the boundary between modules %1 and %2</source>
        <translation>位于模块 %1 和 %2 的边界</translation>
    </message>
    <message>
        <source>%1 learns from layer %2</source>
        <translation>%1向第 %2 层学习</translation>
    </message>
    <message>
        <source>%1 learns from none</source>
        <translation>%1不向任何层学习</translation>
    </message>
    <message>
        <source>layer %1 learns from layer %2 of the teacher</source>
        <translation>第 %1 层向教师的第 %2 层学习</translation>
    </message>
    <message>
        <source>layer %1 learns from no layer of the teacher</source>
        <translation>第 %1 层不向教师的任何层学习</translation>
    </message>
    <message>
        <source>drag to a layer of the teacher, or away</source>
        <translation>拖到教师的一层上，或拖开</translation>
    </message>
    <message>
        <source>layer %1 of the teacher (%2)</source>
        <translation>教师（%2）的第 %1 层</translation>
    </message>
    <message>
        <source>teaches no layer</source>
        <translation>不教任何层</translation>
    </message>
    <message>
        <source>teaches layer %1</source>
        <translation>教第 %1 层</translation>
    </message>
    <message>
        <source>the teacher: %1, %2 layers</source>
        <translation>教师：%1，%2 层</translation>
    </message>
    <message>
        <source>Click a layer of the right stack off or on, or Space · Esc: all of them · Ctrl+wheel zooms</source>
        <translation>点击右侧堆叠的层或按空格键，略去或取回它 · Esc：所有层 · Ctrl+滚轮缩放</translation>
    </message>
    <message>
        <source>Click layers off and on, or Space · Esc: all of them · Ctrl+wheel zooms · drag pans</source>
        <translation>点击层或按空格键，略去或取回它 · Esc：所有层 · Ctrl+滚轮缩放 · 拖动平移</translation>
    </message>
    <message>
        <source>Drag from ← to a layer of the teacher, or [ and ] at a layer · Del at a line removes it · Ctrl+wheel zooms</source>
        <translation>从 ← 拖到教师的一层，或在一层上按 [ 和 ] · 在连线上按 Del 删除它 · Ctrl+滚轮缩放</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>a figure&apos;s name and value</comment>
        <translation>%1 %2</translation>
    </message>
</context>
<context>
    <name>layerlab::StackEditor</name>
    <message>
        <source>insert a layer</source>
        <translation>插入一层</translation>
    </message>
    <message>
        <source>duplicate layer %1</source>
        <translation>复制第 %1 层</translation>
    </message>
    <message>
        <source>duplicate %1 layers</source>
        <translation>复制 %1 层</translation>
    </message>
    <message>
        <source>delete layer %1</source>
        <translation>删除第 %1 层</translation>
    </message>
    <message>
        <source>delete %1 layers</source>
        <translation>删除 %1 层</translation>
    </message>
    <message>
        <source>cut layer %1</source>
        <translation>剪切第 %1 层</translation>
    </message>
    <message>
        <source>cut %1 layers</source>
        <translation>剪切 %1 层</translation>
    </message>
    <message>
        <source>paste a layer</source>
        <translation>粘贴一层</translation>
    </message>
    <message>
        <source>paste %1 layers</source>
        <translation>粘贴 %1 层</translation>
    </message>
    <message>
        <source>move layer %1 up</source>
        <translation>上移第 %1 层</translation>
    </message>
    <message>
        <source>move %1 layers up</source>
        <translation>上移 %1 层</translation>
    </message>
    <message>
        <source>move layer %1 down</source>
        <translation>下移第 %1 层</translation>
    </message>
    <message>
        <source>move %1 layers down</source>
        <translation>下移 %1 层</translation>
    </message>
    <message>
        <source>move layer %1</source>
        <translation>移动第 %1 层</translation>
    </message>
    <message>
        <source>move %1 layers</source>
        <translation>移动 %1 层</translation>
    </message>
    <message>
        <source>share %1 layers</source>
        <translation>共享 %1 层的权重</translation>
    </message>
    <message>
        <source>share the attention of %1 layers</source>
        <translation>共享 %1 层的注意力权重</translation>
    </message>
    <message>
        <source>share the feed-forward of %1 layers</source>
        <translation>共享 %1 层的前馈权重</translation>
    </message>
    <message>
        <source>give layer %1 weights of its own</source>
        <translation>让第 %1 层拥有自己的权重</translation>
    </message>
    <message>
        <source>give %1 layers weights of their own</source>
        <translation>让 %1 层拥有各自的权重</translation>
    </message>
    <message>
        <source>skip layer %1</source>
        <translation>跳过第 %1 层</translation>
    </message>
    <message>
        <source>skip %1 layers</source>
        <translation>跳过 %1 层</translation>
    </message>
    <message>
        <source>run layer %1 again</source>
        <translation>恢复运行第 %1 层</translation>
    </message>
    <message>
        <source>run %1 layers again</source>
        <translation>恢复运行 %1 层</translation>
    </message>
    <message>
        <source>freeze layer %1</source>
        <translation>冻结第 %1 层</translation>
    </message>
    <message>
        <source>freeze %1 layers</source>
        <translation>冻结 %1 层</translation>
    </message>
    <message>
        <source>train layer %1 again</source>
        <translation>恢复训练第 %1 层</translation>
    </message>
    <message>
        <source>train %1 layers again</source>
        <translation>恢复训练 %1 层</translation>
    </message>
    <message>
        <source>No layer is selected.</source>
        <translation>没有选择层。</translation>
    </message>
    <message>
        <source>Select two layers or more.</source>
        <translation>请选择两层或更多层。</translation>
    </message>
    <message>
        <source>The selected layers have weights of their own already.</source>
        <translation>所选的层已经拥有各自的权重。</translation>
    </message>
    <message>
        <source>The layer is at the top already.</source>
        <translation>该层已在最上面。</translation>
    </message>
    <message>
        <source>The layer is at the bottom already.</source>
        <translation>该层已在最下面。</translation>
    </message>
</context>
<context>
    <name>layerlab::StackText</name>
    <message>
        <source>attention %1</source>
        <translation>注意力 %1</translation>
    </message>
    <message>
        <source>ffn %1</source>
        <translation>前馈 %1</translation>
    </message>
    <message>
        <source>attention %1 only</source>
        <translation>仅注意力 %1</translation>
    </message>
    <message>
        <source>ffn %1 only</source>
        <translation>仅前馈 %1</translation>
    </message>
    <message>
        <source>passes through</source>
        <translation>直通</translation>
    </message>
    <message>
        <source>group %1 · attention shared</source>
        <translation>%1 组 · 共享注意力</translation>
    </message>
    <message>
        <source>group %1 · feed-forward shared</source>
        <translation>%1 组 · 共享前馈</translation>
    </message>
    <message>
        <source>group %1 · shared</source>
        <translation>%1 组 · 共享</translation>
    </message>
    <message>
        <source>group %1</source>
        <translation>%1 组</translation>
    </message>
    <message>
        <source>Layer %1</source>
        <translation>第 %1 层</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>Embeddings · vocab %1 · %2</source>
        <translation>嵌入 · 词表 %1 · %2</translation>
    </message>
    <message>
        <source>Embeddings · %1</source>
        <translation>嵌入 · %1</translation>
    </message>
    <message>
        <source>Classifier</source>
        <translation>分类器</translation>
    </message>
    <message>
        <source>Classifier · %1 classes at every position</source>
        <translation>分类器 · 每个位置 %1 类</translation>
    </message>
    <message>
        <source>Classifier · %1 classes</source>
        <translation>分类器 · %1 类</translation>
    </message>
    <message>
        <source>runs every step</source>
        <translation>每步都运行</translation>
    </message>
    <message>
        <source>dropped this step</source>
        <translation>这一步被略去</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>跳过</translation>
    </message>
    <message>
        <source>frozen</source>
        <translation>冻结</translation>
    </message>
    <message>
        <source>+ Add the first layer</source>
        <translation>+ 添加第一层</translation>
    </message>
    <message>
        <source>Legend</source>
        <translation>图例</translation>
    </message>
    <message>
        <source>dropped</source>
        <translation>略去</translation>
    </message>
    <message>
        <source>← %1</source>
        <translation>← %1</translation>
    </message>
    <message>
        <source>trained</source>
        <translation>学习</translation>
    </message>
    <message>
        <source>gradient path</source>
        <translation>梯度路径</translation>
    </message>
    <message>
        <source>random start</source>
        <translation>随机初始权重</translation>
    </message>
    <message>
        <source>initialised from layer %1</source>
        <translation>由第 %1 层初始化</translation>
    </message>
    <message>
        <source>Successor %1</source>
        <translation>后继层 %1</translation>
    </message>
    <message>
        <source>down ÷%1</source>
        <translation>降 ÷%1</translation>
    </message>
    <message>
        <source>Side %1</source>
        <translation>侧层 %1</translation>
    </message>
    <message>
        <source>up ×%1 → %2</source>
        <translation>升 ×%1 → %2</translation>
    </message>
    <message>
        <source>module %1</source>
        <translation>模块 %1</translation>
    </message>
    <message>
        <source>teacher: %1</source>
        <translation>教师：%1</translation>
    </message>
    <message>
        <source>What it costs</source>
        <translation>代价</translation>
    </message>
    <message>
        <source>Trained weights</source>
        <translation>训练的权重</translation>
    </message>
    <message>
        <source>Training memory</source>
        <translation>训练内存</translation>
    </message>
    <message>
        <source>%1 ×</source>
        <translation>%1 倍</translation>
    </message>
    <message>
        <source>Rungs</source>
        <translation>横档</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1/%2</translation>
    </message>
    <message>
        <source>Replacing rate</source>
        <translation>替换率</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 到 %2</translation>
    </message>
    <message>
        <source>%1 (frozen)</source>
        <translation>%1（冻结）</translation>
    </message>
</context>
<context>
    <name>layerlab::StageList</name>
    <message>
        <source>Stages</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>The fields below are the selected stage&apos;s. F2 or a double click renames it, Del removes it, Alt with an arrow moves it.</source>
        <translation>下面的字段属于选中的阶段。F2 或双击重命名，Del 删除它，Alt 加上下方向键移动它。</translation>
    </message>
    <message>
        <source>%1, starts from: %2</source>
        <translation>%1，权重来源：%2</translation>
    </message>
    <message>
        <source>A stage needs a name.</source>
        <translation>阶段需要名称。</translation>
    </message>
    <message>
        <source>Another stage is called %1 already.</source>
        <translation>已有另一个阶段名为 %1。</translation>
    </message>
</context>
<context>
    <name>layerlab::StagePicker</name>
    <message>
        <source>Stage of the run that the stack shows</source>
        <translation>层堆叠显示的运行阶段</translation>
    </message>
    <message>
        <source>%1 of %2: %3</source>
        <translation>%1/%2：%3</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>the newest one</source>
        <translation>最新阶段</translation>
    </message>
    <message>
        <source>has not begun</source>
        <translation>尚未开始</translation>
    </message>
    <message>
        <source>as its last step left it</source>
        <translation>最后一步时的样子</translation>
    </message>
</context>
<context>
    <name>layerlab::StrategyText</name>
    <message>
        <source>Every other layer</source>
        <translation>隔层保留</translation>
    </message>
    <message>
        <source>First: drop the top</source>
        <translation>前几层：去掉顶部</translation>
    </message>
    <message>
        <source>Last: drop the bottom</source>
        <translation>后几层：去掉底部</translation>
    </message>
    <message>
        <source>Symmetric: drop the middle</source>
        <translation>对称：去掉中间</translation>
    </message>
    <message>
        <source>Alternate, even</source>
        <translation>交替，偶数</translation>
    </message>
    <message>
        <source>Alternate, odd</source>
        <translation>交替，奇数</translation>
    </message>
    <message>
        <source>By drop rate</source>
        <translation>按丢弃率</translation>
    </message>
    <message>
        <source>By contribution</source>
        <translation>按贡献</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Of N layers a depth k keeps ⌊i·N/k⌋. Fan, Grave and Joulin 2019, section 3.3</source>
        <translation>共 N 层，深度 k 保留 ⌊i·N/k⌋。Fan、Grave 和 Joulin 2019，第 3.3 节</translation>
    </message>
    <message>
        <source>Keeps the layers next to the embeddings. Sajjad et al. 2020, section 3: top-layer dropping</source>
        <translation>保留靠近嵌入的层。Sajjad 等 2020，第 3 节：top-layer dropping</translation>
    </message>
    <message>
        <source>Keeps the layers next to the classifier. Sajjad et al. 2020, section 3: bottom-layer dropping</source>
        <translation>保留靠近分类器的层。Sajjad 等 2020，第 3 节：bottom-layer dropping</translation>
    </message>
    <message>
        <source>Keeps both ends, one more at the bottom where k is odd. Sajjad et al. 2020, section 3</source>
        <translation>保留两端，k 为奇数时底部多一层。Sajjad 等 2020，第 3 节</translation>
    </message>
    <message>
        <source>Drops every other layer from the top down, beginning with the last. Sajjad et al. 2020, section 3</source>
        <translation>自顶部向下隔一层去掉一层，从最后一层开始。Sajjad 等 2020，第 3 节</translation>
    </message>
    <message>
        <source>Drops every other layer from the top down, beginning below the last. Sajjad et al. 2020, section 3</source>
        <translation>自顶部向下隔一层去掉一层，从倒数第二层开始。Sajjad 等 2020，第 3 节</translation>
    </message>
    <message>
        <source>Keeps the layers that LayerDrop drops least, also where it learned the rates. Fan, Grave and Joulin 2019, section 3.3</source>
        <translation>保留 LayerDrop 最少丢弃的层，丢弃率由学习得到时也一样。Fan、Grave 和 Joulin 2019，第 3.3 节</translation>
    </message>
    <message>
        <source>Keeps the layers that change the hidden state most on the data: 1 − cos(input, output). Sajjad et al. 2020, section 3.4</source>
        <translation>保留在数据上对隐藏状态改变最大的层：1 − cos(输入, 输出)。Sajjad 等 2020，第 3.4 节</translation>
    </message>
    <message>
        <source>Tries routes on the data and keeps the best one of each depth; what was chosen on validation data is reported on test data, too. Compare Fan, Grave and Joulin 2019, section 3.3</source>
        <translation>在数据上尝试多条路径，保留每个深度最好的一条；在验证数据上选出的路径，也在测试数据上报告。参见 Fan、Grave 和 Joulin 2019，第 3.3 节</translation>
    </message>
</context>
<context>
    <name>layerlab::SweepEdit</name>
    <message>
        <source>Seeds are listed in the section Sweep.</source>
        <translation>种子在“参数扫描”一节中列出。</translation>
    </message>
    <message>
        <source>A sweep sets one value for the whole experiment; this one belongs to the selected layers.</source>
        <translation>扫描为整个实验设置一个值；此字段属于所选的层。</translation>
    </message>
    <message>
        <source>Name at least one value.</source>
        <translation>请至少给出一个值。</translation>
    </message>
    <message>
        <source>%1 is listed twice.</source>
        <translation>%1 列出了两次。</translation>
    </message>
    <message>
        <source>%1, …, %2 (%3 values)</source>
        <translation>%1、…、%2（%3 个值）</translation>
    </message>
    <message>
        <source>A range needs a first value, a last one and a step.</source>
        <translation>范围需要起始值、终止值和步长。</translation>
    </message>
    <message>
        <source>%1 is no number.</source>
        <translation>%1 不是数字。</translation>
    </message>
    <message>
        <source>sweep %1</source>
        <translation>扫描 %1</translation>
    </message>
    <message>
        <source>do not sweep %1</source>
        <translation>不扫描 %1</translation>
    </message>
    <message>
        <source>change the seeds of the sweep</source>
        <translation>修改扫描的种子</translation>
    </message>
</context>
<context>
    <name>layerlab::SweepHeatMap</name>
    <message>
        <source>Key of the columns</source>
        <translation>各列的键</translation>
    </message>
    <message>
        <source>Which key goes from left to right</source>
        <translation>从左到右排列哪个键</translation>
    </message>
    <message>
        <source>Key of the rows</source>
        <translation>各行的键</translation>
    </message>
    <message>
        <source>Which key goes from top to bottom</source>
        <translation>从上到下排列哪个键</translation>
    </message>
    <message>
        <source>means over the other keys</source>
        <translation>对其他键取均值</translation>
    </message>
    <message>
        <source>%1: no run has finished</source>
        <translation>%1：还没有运行完成</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1: %2, mean of %3</source>
        <translation>%1：%2，%3的均值</translation>
    </message>
    <message>
        <source>Cells are coloured here as runs with this figure finish.</source>
        <translation>有此数值的运行完成后，这里会为相应的格子着色。</translation>
    </message>
    <message>
        <source>A heat map needs two keys. This sweep has one: sweep a second field, or name seeds.</source>
        <translation>热力图需要两个键，此扫描只有一个：请再扫描一个字段，或给出种子。</translation>
    </message>
    <message>
        <source>%1 by %2 and %3</source>
        <translation>%1，按 %2 和 %3</translation>
    </message>
    <message>
        <source>best: %1</source>
        <translation>最好：%1</translation>
    </message>
</context>
<context>
    <name>layerlab::SweepLinesChart</name>
    <message>
        <source>%1 ± %2 (%3 runs)</source>
        <translation>%1 ± %2（%3 个运行）</translation>
    </message>
    <message>
        <source>A line for each combination appears here as runs finish.</source>
        <translation>运行完成后，这里会为每种组合显示一条线。</translation>
    </message>
    <message>
        <source>Key on the horizontal axis</source>
        <translation>横轴上的键</translation>
    </message>
    <message>
        <source>Which key goes from left to right</source>
        <translation>从左到右排列哪个键</translation>
    </message>
    <message>
        <source>%1 by %2</source>
        <translation>%1，按 %2</translation>
    </message>
    <message>
        <source>%1, low</source>
        <translation>%1，下限</translation>
    </message>
    <message>
        <source>%1, high</source>
        <translation>%1，上限</translation>
    </message>
    <message>
        <source>mean over seeds, band = 95 % interval</source>
        <translation>各种子的均值，色带为 95 % 置信区间</translation>
    </message>
</context>
<context>
    <name>layerlab::SweepModel</name>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>stopping</source>
        <translation>正在停止</translation>
    </message>
    <message>
        <source>Double-click opens it.</source>
        <translation>双击打开它。</translation>
    </message>
    <message>
        <source>step %1 of %2</source>
        <translation>第 %1 / %2 步</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Full depth</source>
        <translation>全深度</translation>
    </message>
    <message>
        <source>Half depth</source>
        <translation>一半深度</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Accuracy at full depth, on validation data</source>
        <translation>全深度的准确率，在验证数据上</translation>
    </message>
    <message>
        <source>Accuracy at half depth, on validation data</source>
        <translation>一半深度的准确率，在验证数据上</translation>
    </message>
    <message>
        <source>Time of training</source>
        <translation>训练时间</translation>
    </message>
</context>
<context>
    <name>layerlab::SweepPanel</name>
    <message>
        <source>Sweeps</source>
        <translation>参数扫描</translation>
    </message>
    <message>
        <source>A sweep trains one experiment with several values and seeds.
Right-click a field of the inspector, choose “Sweep this field…”, then press Run sweep.</source>
        <translation>扫描用多个值和种子训练同一个实验。
请右键点击检查器中的字段，选择“扫描此字段…”，再按“开始扫描”。</translation>
    </message>
    <message>
        <source>Which sweep</source>
        <translation>哪个扫描</translation>
    </message>
    <message>
        <source>Progress of the sweep</source>
        <translation>扫描的进度</translation>
    </message>
    <message>
        <source>Runs at a time</source>
        <translation>同时进行的运行数</translation>
    </message>
    <message>
        <source>How many runs are trained at a time, each in a process of its own; at most one a processor core.</source>
        <translation>同时训练多少个运行，每个运行是一个独立的进程；最多每个处理器核一个。</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>并行数</translation>
    </message>
    <message>
        <source>Runs of the sweep</source>
        <translation>扫描中的运行</translation>
    </message>
    <message>
        <source>&amp;Open the run</source>
        <translation>打开运行(&amp;O)</translation>
    </message>
    <message>
        <source>Show the run&apos;s charts and stack</source>
        <translation>显示运行的图表和层堆叠</translation>
    </message>
    <message>
        <source>Run &amp;earlier</source>
        <translation>提前运行(&amp;E)</translation>
    </message>
    <message>
        <source>Before the waiting run above</source>
        <translation>排到上面那个等待中的运行之前</translation>
    </message>
    <message>
        <source>Run &amp;later</source>
        <translation>推后运行(&amp;L)</translation>
    </message>
    <message>
        <source>After the waiting run below</source>
        <translation>排到下面那个等待中的运行之后</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>重试(&amp;T)</translation>
    </message>
    <message>
        <source>Go on from the last checkpoint, or begin anew</source>
        <translation>从最近的检查点继续，或重新开始</translation>
    </message>
    <message>
        <source>&amp;Cancel this run</source>
        <translation>取消此运行(&amp;C)</translation>
    </message>
    <message>
        <source>The run is not wanted any more; a running one is stopped</source>
        <translation>不再需要此运行；正在进行时会停止它</translation>
    </message>
    <message>
        <source>&amp;Remove from the sweep</source>
        <translation>从扫描中移出(&amp;R)</translation>
    </message>
    <message>
        <source>Take the run out of the sweep; what it has trained stays in the library</source>
        <translation>将运行移出扫描；已训练的部分仍留在运行库中</translation>
    </message>
    <message>
        <source>stopping</source>
        <translation>正在停止</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>剩余 %1</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>run by another process</source>
        <translation>由另一个进程运行</translation>
    </message>
    <message>
        <source>paused: running ones go on</source>
        <translation>已暂停：正在进行的运行会继续</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>, %1 failed</source>
        <translation>，%1 个失败</translation>
    </message>
    <message>
        <source>Select a run of the sweep first.</source>
        <translation>请先选择扫描中的一个运行。</translation>
    </message>
    <message>
        <source>Another process runs this sweep.</source>
        <translation>另一个进程正在运行此扫描。</translation>
    </message>
    <message>
        <source>The run has not begun.</source>
        <translation>运行还没有开始。</translation>
    </message>
    <message>
        <source>Only a waiting run can change its place, among waiting ones.</source>
        <translation>只有等待中的运行可以移动，并且只在等待中的运行之间。</translation>
    </message>
    <message>
        <source>Only a run that failed, was stopped or cancelled can be tried again.</source>
        <translation>只有失败、停止或取消了的运行可以重试。</translation>
    </message>
    <message>
        <source>The run has ended.</source>
        <translation>运行已结束。</translation>
    </message>
    <message>
        <source>The run is being trained; cancel it first.</source>
        <translation>运行正在训练；请先取消它。</translation>
    </message>
</context>
<context>
    <name>layerlab::SweepParallel</name>
    <message>
        <source>%1 by all keys</source>
        <translation>%1，按所有键</translation>
    </message>
    <message>
        <source>a line for each run; click opens it</source>
        <translation>每个运行一条线；点击可打开它</translation>
    </message>
    <message>
        <source>A line for each run appears here as runs with this figure finish.</source>
        <translation>有此数值的运行完成后，这里会为每个运行显示一条线。</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>%1 of %2; best: %3</source>
        <translation>%2的%1；最好：%3</translation>
    </message>
</context>
<context>
    <name>layerlab::SweepPopup</name>
    <message>
        <source>Sweep</source>
        <translation>扫描</translation>
    </message>
    <message>
        <source>Sweep %1</source>
        <translation>扫描 %1</translation>
    </message>
    <message>
        <source>Do not sweep</source>
        <translation>不扫描</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>on</source>
        <translation>开</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>值</translation>
    </message>
    <message>
        <source>0, 0.1, 0.2</source>
        <translation>0, 0.1, 0.2</translation>
    </message>
    <message>
        <source>Values, with commas between</source>
        <translation>各个值，以逗号分隔</translation>
    </message>
    <message>
        <source>First value of the range</source>
        <translation>范围的起始值</translation>
    </message>
    <message>
        <source>Last value of the range</source>
        <translation>范围的终止值</translation>
    </message>
    <message>
        <source>Step or factor of the range</source>
        <translation>范围的步长或倍数</translation>
    </message>
    <message>
        <source>Kind of range</source>
        <translation>范围的种类</translation>
    </message>
    <message>
        <source>step</source>
        <translation>步长</translation>
    </message>
    <message>
        <source>factor</source>
        <translation>倍数</translation>
    </message>
    <message>
        <source>from</source>
        <translation>从</translation>
    </message>
    <message>
        <source>to</source>
        <translation>到</translation>
    </message>
    <message>
        <source>by</source>
        <translation>间隔</translation>
    </message>
    <message>
        <source>or a range</source>
        <translation>或一个范围</translation>
    </message>
    <message>
        <source>1 value</source>
        <translation>1 个值</translation>
    </message>
    <message>
        <source>%1 values</source>
        <translation>%1 个值</translation>
    </message>
</context>
<context>
    <name>layerlab::SweepResults</name>
    <message>
        <source>accuracy at full depth</source>
        <translation>全深度的准确率</translation>
    </message>
    <message>
        <source>accuracy at half depth</source>
        <translation>一半深度的准确率</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>accuracy on test data</source>
        <translation>测试数据上的准确率</translation>
    </message>
    <message>
        <source>latency at half depth</source>
        <translation>一半深度的延迟</translation>
    </message>
    <message>
        <source>time of training</source>
        <translation>训练时间</translation>
    </message>
</context>
<context>
    <name>layerlab::SweepSection</name>
    <message>
        <source>Sweep</source>
        <translation>参数扫描</translation>
    </message>
    <message>
        <source>Train with several values of a field: right-click it, or press Alt+W in it.</source>
        <translation>用一个字段的多个值训练：右键点击该字段，或在其中按 Alt+W。</translation>
    </message>
    <message>
        <source>Run sweep</source>
        <translation>开始扫描</translation>
    </message>
    <message>
        <source>Seeds</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>Seeds of the sweep</source>
        <translation>扫描的种子</translation>
    </message>
    <message>
        <source>the experiment&apos;s</source>
        <translation>实验的种子</translation>
    </message>
    <message>
        <source>Train every combination as a run of its own.</source>
        <translation>将每种组合各训练为一个运行。</translation>
    </message>
    <message>
        <source>more than %1 runs</source>
        <translation>超过 %1 个运行</translation>
    </message>
    <message>
        <source>about %1, one at a time</source>
        <translation>逐个进行约需 %1</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Change the values of %1</source>
        <translation>修改 %1 的值</translation>
    </message>
    <message>
        <source>Do not sweep %1</source>
        <translation>不扫描 %1</translation>
    </message>
</context>
<context>
    <name>layerlab::SweepView</name>
    <message>
        <source>Lines</source>
        <translation>折线</translation>
    </message>
    <message>
        <source>Heat map</source>
        <translation>热力图</translation>
    </message>
    <message>
        <source>Parallel</source>
        <translation>平行坐标</translation>
    </message>
    <message>
        <source>Results of a sweep</source>
        <translation>扫描的结果</translation>
    </message>
    <message>
        <source>The results of a sweep appear here: accuracy along a key, over two keys, over all of them.

Right-click a field of the inspector, choose “Sweep this field…”, then press Run sweep.</source>
        <translation>这里会显示扫描的结果：准确率随一个键、两个键或所有键的变化。

请右键点击检查器中的字段，选择“扫描此字段…”，再按“开始扫描”。</translation>
    </message>
    <message>
        <source>What is compared</source>
        <translation>比较什么</translation>
    </message>
    <message>
        <source>How it is drawn</source>
        <translation>如何绘制</translation>
    </message>
    <message>
        <source>%1 of %2 finished</source>
        <translation>已完成 %1 / %2</translation>
    </message>
</context>
<context>
    <name>layerlab::SweepWords</name>
    <message>
        <source>waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>已失败</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>1 run</source>
        <translation>1 个运行</translation>
    </message>
    <message>
        <source>%1 runs</source>
        <translation>%1 个运行</translation>
    </message>
</context>
<context>
    <name>layerlab::TargetLine</name>
    <message>
        <source>Show this route</source>
        <translation>显示此路径</translation>
    </message>
    <message>
        <source>latency at most</source>
        <translation>延迟不超过</translation>
    </message>
    <message>
        <source>parameters at most</source>
        <translation>参数量不超过</translation>
    </message>
    <message>
        <source>FLOPs at most</source>
        <translation>FLOPs 不超过</translation>
    </message>
    <message>
        <source>size at most</source>
        <translation>大小不超过</translation>
    </message>
    <message>
        <source>accuracy at least</source>
        <translation>准确率不低于</translation>
    </message>
    <message>
        <source>What the target is about</source>
        <translation>目标针对什么</translation>
    </message>
    <message>
        <source>For a target LayerLab proposes the best route that these runs have seen: the most accurate one within a limit of cost, or the smallest one that is accurate enough. Chosen by validation data.</source>
        <translation>给出目标后，LayerLab 提议这些运行中测量过的最好路径：代价限度内最准确的一条，或足够准确的最小的一条。按验证数据选择。</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Open the run and show the route on its stack</source>
        <translation>打开该运行，并在层堆叠上显示路径</translation>
    </message>
    <message>
        <source>Target:</source>
        <translation>目标：</translation>
    </message>
    <message>
        <source>Name a limit: the best route seen so far is proposed.</source>
        <translation>请给出限度：程序会提议到目前为止最好的路径。</translation>
    </message>
    <message>
        <source>“%1” is not understood; such as %2.</source>
        <translation>无法理解“%1”；应如 %2。</translation>
    </message>
    <message>
        <source>No route seen so far reaches %1; the best has %2.</source>
        <translation>到目前为止没有路径达到 %1；最好的为 %2。</translation>
    </message>
    <message>
        <source>No route seen so far keeps to %1; the least is %2.</source>
        <translation>到目前为止没有路径不超过 %1；最小的为 %2。</translation>
    </message>
    <message>
        <source>This figure is known of no route; open a run and measure every depth (Ctrl+M).</source>
        <translation>没有路径有此数值；请打开一个运行并测量每个深度（Ctrl+M）。</translation>
    </message>
    <message>
        <source>No route of these runs was evaluated yet.</source>
        <translation>这些运行的路径都还没有评估过。</translation>
    </message>
</context>
<context>
    <name>layerlab::TechniqueChart</name>
    <message>
        <source>step</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>share</source>
        <translation>份额</translation>
    </message>
    <message>
        <source>The replacing rate or the gates appear here when training runs.</source>
        <translation>训练进行时，这里会显示替换率或门。</translation>
    </message>
    <message>
        <source>Theseus rate</source>
        <translation>Theseus 替换率</translation>
    </message>
    <message>
        <source>Theseus rate and gates</source>
        <translation>Theseus 替换率和门</translation>
    </message>
    <message>
        <source>Gates</source>
        <translation>门</translation>
    </message>
    <message>
        <source>replacing rate</source>
        <translation>替换率</translation>
    </message>
    <message>
        <source>replacing rate %1</source>
        <translation>替换率 %1</translation>
    </message>
    <message>
        <source>gate %1</source>
        <translation>门 %1</translation>
    </message>
    <message>
        <source>empty draws: %1</source>
        <translation>空抽取：%1</translation>
    </message>
    <message>
        <source>states kept: %1</source>
        <translation>保存的状态：%1</translation>
    </message>
</context>
<context>
    <name>layerlab::Tour</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Your experiment</source>
        <translation>实验</translation>
    </message>
    <message>
        <source>Task, model, techniques and training of the experiment you edit. Rest the mouse on a field to read what it means; every change can be undone with Ctrl+Z.</source>
        <translation>正在编辑的实验：任务、模型、技术和训练。把鼠标停在字段上，可以看到它的含义；每次修改都可以用 Ctrl+Z 撤销。</translation>
    </message>
    <message>
        <source>The stack of layers</source>
        <translation>层堆叠</translation>
    </message>
    <message>
        <source>Drag layers to reorder them, duplicate or delete them. While a model trains you see here which layers run and which are dropped.</source>
        <translation>拖动层可以改变顺序，也可以复制或删除层。训练时，这里显示哪些层运行、哪些层被略去。</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Starts training with what the window shows. You can pause it, go on step by step, or stop and resume it later.</source>
        <translation>按窗口中显示的设置开始训练。可以暂停、单步进行，或停止后再继续。</translation>
    </message>
    <message>
        <source>Charts</source>
        <translation>图表</translation>
    </message>
    <message>
        <source>Loss, and how accurate the model is at every depth, while it trains. Click a depth to see its layers on the stack.</source>
        <translation>训练过程中的损失，以及模型在每个深度的准确率。点击一个深度，可以在堆叠上看到它的层。</translation>
    </message>
    <message>
        <source>Your runs</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Each training is kept as a run. Open one to see its charts again, resume it, or take it as the start of a new experiment.</source>
        <translation>每次训练都保存为一个运行。打开一个运行可以再次查看它的图表、继续训练，或以它为起点建立新实验。</translation>
    </message>
    <message>
        <source>Every command, and help</source>
        <translation>所有命令和帮助</translation>
    </message>
    <message>
        <source>Ctrl+K finds any command by a few letters of its name. F1 opens the help.</source>
        <translation>按 Ctrl+K 后输入名称中的几个字，即可找到任何命令。按 F1 打开帮助。</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>跳过</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
</context>
<context>
    <name>layerlab::TryBox</name>
    <message>
        <source>A text; it gets a label.</source>
        <translation>一段文本；得到一个标签。</translation>
    </message>
    <message>
        <source>Two texts; together they get a label.</source>
        <translation>两段文本；一起得到一个标签。</translation>
    </message>
    <message>
        <source>A text; the answers say what comes next.</source>
        <translation>一段文本；回答给出接下来是什么。</translation>
    </message>
    <message>
        <source>A text with [MASK] in the place of a word; the answers fill it in.</source>
        <translation>一段文本，其中一个词的位置写 [MASK]；回答填入这个词。</translation>
    </message>
    <message>
        <source>A source text; the answers say how its target begins.</source>
        <translation>一段源文本；回答给出目标文本如何开始。</translation>
    </message>
    <message>
        <source>The task&apos;s tokens with spaces between them; a wrong one is answered by those that there are.</source>
        <translation>任务的词元，以空格分隔；写错时会列出可用的词元。</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Second text</source>
        <translation>第二段文本</translation>
    </message>
    <message>
        <source>Try %1</source>
        <translation>试一试 %1</translation>
    </message>
    <message>
        <source>By every layer, with the run&apos;s newest weights.</source>
        <translation>使用所有层，用该运行最新的权重。</translation>
    </message>
    <message>
        <source>By layers %1 alone, as the stack shows, with the run&apos;s newest weights.</source>
        <translation>只用第 %1 层，如层堆叠所示，用该运行最新的权重。</translation>
    </message>
    <message>
        <source>The engine does something else; the answer comes when it is free.</source>
        <translation>引擎正忙于其他工作；空闲后给出回答。</translation>
    </message>
    <message>
        <source>%1 tokens, %2</source>
        <translation>%1 个词元，%2</translation>
    </message>
    <message>
        <source>%1 of %2 tokens are unknown to the model</source>
        <translation>%2 个词元中，模型有 %1 个不认识</translation>
    </message>
</context>
<context>
    <name>layerlab::VariantForm</name>
    <message>
        <source>fp32: as trained</source>
        <translation>fp32：训练时的精度</translation>
    </message>
    <message>
        <source>fp16: half precision</source>
        <translation>fp16：半精度</translation>
    </message>
    <message>
        <source>bf16: brain float</source>
        <translation>bf16：脑浮点</translation>
    </message>
    <message>
        <source>int8: 8 bits, computed in 8 bits</source>
        <translation>int8：8 位，以 8 位计算</translation>
    </message>
    <message>
        <source>int2: four levels</source>
        <translation>int2：四个取值</translation>
    </message>
    <message>
        <source>binary: signs (XNOR-Net)</source>
        <translation>binary：符号（XNOR-Net）</translation>
    </message>
    <message>
        <source>embeddings, too</source>
        <translation>连同嵌入</translation>
    </message>
    <message>
        <source>of every matrix alike</source>
        <translation>每个矩阵相同</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Depth</source>
        <translation>深度</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>What every weight is stored as; fp16, bf16, int2 and binary are widened to fp32 for computing</source>
        <translation>每个权重存储的格式；fp16、bf16、int2 和 binary 在计算时展宽为 fp32</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>int8, int2 and binary: the tables of embeddings as well; else these stay in fp32</source>
        <translation>int8、int2 和 binary：也用于嵌入表；否则嵌入表保持 fp32</translation>
    </message>
    <message>
        <source>Pruning</source>
        <translation>剪枝</translation>
    </message>
    <message>
        <source>This share of the layers&apos; weights, the smallest ones, becomes zero. Neither the file nor the dense products become smaller by it</source>
        <translation>各层权重中，最小的这个比例变成零。文件和稠密矩阵乘法都不会因此变小</translation>
    </message>
    <message>
        <source>Zeros</source>
        <translation>稀疏度</translation>
    </message>
    <message>
        <source>That share of every matrix; else of all of them together</source>
        <translation>每个矩阵各取此比例；否则在所有矩阵中一起取</translation>
    </message>
    <message>
        <source>This share of every layer&apos;s attention heads, those with the smallest weights, is taken out</source>
        <translation>从每一层去掉此比例的注意力头，权重最小的先去掉</translation>
    </message>
    <message>
        <source>Heads out</source>
        <translation>注意力头</translation>
    </message>
    <message>
        <source>This share of every layer&apos;s feed-forward units, those with the smallest weights, is taken out</source>
        <translation>从每一层去掉此比例的前馈单元，权重最小的先去掉</translation>
    </message>
    <message>
        <source>Units out</source>
        <translation>前馈单元</translation>
    </message>
    <message>
        <source>Its one layer</source>
        <translation>仅有的一层</translation>
    </message>
    <message>
        <source>All %1 layers</source>
        <translation>全部 %1 层</translation>
    </message>
    <message>
        <source>By hand: %1</source>
        <translation>手动：%1</translation>
    </message>
    <message>
        <source>Depth %1: %2 (%3)</source>
        <translation>深度 %1：%2（%3）</translation>
    </message>
    <message>
        <source>By a rule…</source>
        <translation>按规则…</translation>
    </message>
    <message>
        <source>Every layer stays.</source>
        <translation>保留每一层。</translation>
    </message>
    <message>
        <source>Keeps %1.</source>
        <translation>保留%1。</translation>
    </message>
    <message>
        <source>every layer</source>
        <translation>每一层</translation>
    </message>
    <message>
        <source>layer %1</source>
        <translation>第 %1 层</translation>
    </message>
    <message>
        <source>layers %1</source>
        <translation>第 %1 层</translation>
    </message>
</context>
<context>
    <name>layerlab::VariantsTable</name>
    <message>
        <source>Smaller models</source>
        <translation>更小的模型</translation>
    </message>
    <message>
        <source>model</source>
        <translation>模型</translation>
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
        <source>parameters</source>
        <translation>参数量</translation>
    </message>
    <message>
        <source>size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>latency</source>
        <translation>延迟</translation>
    </message>
    <message>
        <source>Of the weights as they are stored</source>
        <translation>权重存储时的大小</translation>
    </message>
    <message>
        <source>Median of 20 passes of one sequence, on this machine, with the run&apos;s threads</source>
        <translation>一个序列 20 次前向的中位数，在本机上，用该运行的线程数</translation>
    </message>
    <message>
        <source>fp32, as it is</source>
        <translation>fp32，原来的模型</translation>
    </message>
    <message>
        <source>%1 points against the model as it is</source>
        <translation>与原来的模型相差 %1 个百分点</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>%1 weights of %2 are not zero</source>
        <translation>%2 个权重中有 %1 个不为零</translation>
    </message>
    <message>
        <source>%1 of the model as it is</source>
        <translation>原来的模型的 %1</translation>
    </message>
    <message>
        <source>widened to fp32</source>
        <translation>展宽为 fp32</translation>
    </message>
    <message>
        <source>Stored small; this machine computes it in fp32, so that no speed is claimed</source>
        <translation>以小的格式存储；本机以 fp32 计算，因此不声称更快</translation>
    </message>
</context>
<context>
    <name>layerlab::WarningNote</name>
    <message>
        <source>Stage %1: %2</source>
        <translation>阶段 %1：%2</translation>
    </message>
</context>
<context>
    <name>layerlab::YamlEditor</name>
    <message>
        <source>Experiment as YAML</source>
        <translation>YAML 形式的实验</translation>
    </message>
    <message>
        <source>Problems of the text</source>
        <translation>文本中的问题</translation>
    </message>
</context>
</TS>
