// What was asked for, as plain values: task, model, techniques, training, evaluation. One Experiment is one YAML file.
// No tensors and no files in here: reading and writing is yaml.h, what is allowed is validate.h, and every key's type,
// range and help text is described once, in describe.cpp (see fields.h).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/experiment/tasks.h"

namespace layerlab {

// ---- model ----------------------------------------------------------------------------------------------------------

enum class Norm { Pre, Post };
enum class Activation { Gelu, GeluTanh, Relu };
enum class Attention { Automatic, Bidirectional, Causal };
enum class Pooling { First, Mean };
enum class Family { Encoder };

// One position in the stack. What is unset is inherited from the model.
struct Slot {
    std::string attention_weights;  // slots that name the same weights share them; empty: this slot's own
    std::string feed_forward_weights;
    std::optional<int> heads;
    std::optional<int> head_size;  // width of each head; unset: hidden / heads. Other than that where heads were pruned
    std::optional<int> feed_forward;
    std::optional<Activation> activation;
    std::optional<Norm> norm;
    std::optional<double> drop_rate;  // LayerDrop rate of this slot
    bool attention = true;            // false: the attention half is left out
    bool feed_forward_block = true;   // false: the feed-forward half is left out
    bool skip = false;                // never runs
    bool frozen = false;              // runs, does not learn

    bool operator==(const Slot&) const = default;
};

struct Model {
    Family family = Family::Encoder;
    int hidden = 64;
    int heads = 4;
    int feed_forward = 256;
    Norm norm = Norm::Pre;
    Activation activation = Activation::Gelu;
    double dropout = 0.1;
    double attention_dropout = 0.1;
    int embedding_size = 0;  // 0: as wide as hidden; smaller: factorised, as in ALBERT
    double initializer_range = 0.02;
    double norm_epsilon = 1e-12;
    Attention attention = Attention::Automatic;  // Automatic: what the task implies
    Pooling pooling = Pooling::First;            // of a sequence's states, where a sequence has one label
    bool pooler = false;                         // BERT's dense + tanh between pooling and classifier
    int token_types = 0;                         // rows of the token-type (segment) table; 0: none
    std::vector<Slot> stack = std::vector<Slot>(6);

    bool operator==(const Model&) const = default;
};

// ---- techniques -----------------------------------------------------------------------------------------------------

// Fan, Grave and Joulin 2019, "Reducing Transformer Depth on Demand with Structured Dropout".
struct LayerDropSettings {
    enum class PerLayer { Uniform, Linear, Learned };
    double rate = 0.2;
    PerLayer per_layer = PerLayer::Uniform;
    std::vector<double> rates;  // one a slot; when not empty it replaces rate and per_layer

    bool operator==(const LayerDropSettings&) const = default;
};

// Lan et al. 2019, "ALBERT": cross-layer parameter sharing. Exactly one of group_size, groups and map is set.
struct SharingSettings {
    enum class Share { Layer, Attention, FeedForward };
    std::optional<int> group_size;  // slot i uses group i / group_size
    std::optional<int> groups;      // slot i uses group ⌊i · groups / slots⌋ (num_hidden_groups)
    std::vector<std::string> map;   // a group's name for every slot
    Share share = Share::Layer;

    bool operator==(const SharingSettings&) const = default;
};

// Where weights come from: nowhere, the stage before, or a run of the library.
struct Origin {
    enum class Kind { Scratch, Previous, Run };
    enum class Weights { Best, Final };
    Kind kind = Kind::Scratch;
    std::string run;                  // its folder
    Weights weights = Weights::Best;  // of the run: those that did best on validation data, or the last ones
    int stage = 0;                    // of the run, from 1: what it left to the next one; 0: its last, of which both are kept

    bool operator==(const Origin&) const = default;
};

// Xu et al. 2020, "BERT-of-Theseus: Compressing BERT by Progressive Module Replacing".
struct TheseusSettings {
    enum class Initialise { First, ModuleStarts, ModuleEnds, Spread, Random };
    enum class EmptyDraw { Skip, Redraw, Force };
    struct Schedule {
        enum class Kind { Linear, Constant, Points };
        Kind kind = Kind::Linear;
        double base_rate = 0.3;
        std::int64_t steps = 1200;                // linear: until the rate is 1; constant: after which the rate is 1, 0: never
        std::vector<std::vector<double>> points;  // [step, rate], steps rising

        bool operator==(const Schedule&) const = default;
    };
    int successor_layers = 0;               // 0: half of the predecessor's, rounded up
    std::vector<std::vector<int>> modules;  // the predecessor's slots that each successor layer replaces; empty: equal ones
    Initialise initialise = Initialise::First;
    EmptyDraw empty_draw = EmptyDraw::Skip;
    Schedule schedule;
    bool train_head = false;
    bool replace_embeddings = false;
    bool predecessor_dropout = true;

    bool operator==(const TheseusSettings&) const = default;
};

// Sung, Cho and Bansal 2022, "LST: Ladder Side-Tuning for Parameter and Memory Efficient Transfer Learning".
struct LadderSettings {
    enum class Fuse { Before, After };
    enum class Initialise { Random, Magnitude, Fisher };
    enum class Cache { Automatic, Off };
    struct Gate {
        enum class Kind { Learned, Fixed, Sum, Schedule };
        enum class Schedule { Linear, Hyperbolic };
        Kind kind = Kind::Learned;
        double temperature = 0.1;
        double start = 0.0;  // α; the side state's share is sigmoid(α / temperature)
        Schedule schedule = Schedule::Linear;

        bool operator==(const Gate&) const = default;
    };
    std::vector<int> rungs;  // backbone slots that have a side layer; empty: all
    int reduction = 8;
    Gate gate;
    Fuse fuse = Fuse::Before;
    Initialise initialise = Initialise::Fisher;
    int samples = 1024;  // of the Fisher importance
    bool train_head = true;
    bool backbone_dropout = false;
    Cache cache = Cache::Automatic;

    bool operator==(const LadderSettings&) const = default;
};

// Hinton, Vinyals and Dean 2015, and what Sanh et al. 2019, Sun et al. 2019, Jiao et al. 2020 and Wang et al. 2020 added.
struct DistillationSettings {
    enum class Map { Uniform, Skip, Last, Pairs };
    enum class AttentionOf { Scores, Probabilities };
    enum class RelationOf { Batch, Values };
    Origin teacher{Origin::Kind::Previous, {}, {}};
    double temperature = 2.0;
    double soft_labels = 0.5;  // share of the soft labels in the loss; the labels have the rest
    double hidden = 0.0;       // weights of further terms
    double attention = 0.0;
    double relation = 0.0;
    Map map = Map::Uniform;
    std::vector<std::vector<int>> pairs;  // [student slot, teacher slot]
    bool normalise_hidden = false;
    AttentionOf attention_of = AttentionOf::Scores;
    RelationOf relation_of = RelationOf::Values;

    bool operator==(const DistillationSettings&) const = default;
};

// Keeps some layers of a trained model and drops the others for good (Sajjad et al. 2020, "Poor Man's BERT").
struct TruncationSettings {
    std::vector<int> keep;  // slots

    bool operator==(const TruncationSettings&) const = default;
};

struct Techniques {
    std::optional<LayerDropSettings> layer_drop;
    std::optional<SharingSettings> sharing;
    std::optional<TheseusSettings> theseus;
    std::optional<LadderSettings> ladder;
    std::optional<DistillationSettings> distillation;
    std::optional<TruncationSettings> truncation;

    bool operator==(const Techniques&) const = default;
};

// ---- training and evaluation ----------------------------------------------------------------------------------------

struct EarlyStop {
    enum class Metric { Accuracy, Loss };
    Metric metric = Metric::Accuracy;
    int patience = 5;  // evaluations in a row without a new best

    bool operator==(const EarlyStop&) const = default;
};

struct Train {
    enum class Optimizer { AdamW };
    enum class Schedule { Linear, Cosine, Constant };
    std::int64_t steps = 2000;
    int batch_size = 32;
    Optimizer optimizer = Optimizer::AdamW;
    double learning_rate = 1e-3;
    std::int64_t warmup_steps = 100;
    Schedule schedule = Schedule::Linear;
    double weight_decay = 0.01;
    double beta1 = 0.9;
    double beta2 = 0.999;
    double epsilon = 1e-8;
    double gradient_clip = 1.0;  // largest norm over all trained weights; 0: no clipping
    int threads = 0;             // 0: as many as affinity and cgroup allow
    std::int64_t checkpoint_every = 500;
    std::optional<EarlyStop> early_stop;

    bool operator==(const Train&) const = default;
};

// Which slots a depth keeps; see chooseRoute() for the rules and their sources. DropRate keeps those that LayerDrop drops
// least, Contribution and Search look at data.
enum class Strategy { EveryOther, First, Last, Symmetric, AlternateEven, AlternateOdd, DropRate, Contribution, Search };

struct Depths {
    Strategy keep = Strategy::EveryOther;
    int from = 1;
    int to = 0;        // 0: all slots
    int at_most = 12;  // depths measured while training, spread evenly between from and to

    bool operator==(const Depths&) const = default;
};

struct Evaluate {
    std::int64_t every = 200;  // steps between evaluations
    Depths depths;

    bool operator==(const Evaluate&) const = default;
};

// ---- the whole ------------------------------------------------------------------------------------------------------

struct Stage {
    std::string name = "train";
    Origin from;
    std::optional<Task> task;  // unset: the experiment's
    Techniques techniques;
    Train train;
    Evaluate evaluate;

    bool operator==(const Stage&) const = default;
};

// Several runs of one experiment: every combination of the values of some keys, each with every seed.
struct Sweep {
    struct Axis {
        std::string key;                  // "techniques.layer_drop.rate"
        std::vector<std::string> values;  // as YAML writes them

        bool operator==(const Axis&) const = default;
    };
    std::vector<Axis> grid;
    std::vector<std::uint64_t> seeds;  // empty: the experiment's alone

    bool operator==(const Sweep&) const = default;
};

struct Experiment {
    int format = 1;  // the key `layerlab`
    std::string name = "experiment";
    std::uint64_t seed = 1;
    std::string description;
    Task task;
    Model model;
    Origin from;            // of the one stage, where there are no others
    Techniques techniques;  // with stages: what a stage inherits
    Train train;
    Evaluate evaluate;
    std::vector<Stage> stages;   // empty: one stage made of the three above
    std::optional<Sweep> sweep;  // a run has none

    bool operator==(const Experiment&) const = default;
};

// Every stage written out; a short experiment has one, named "train".
std::vector<Stage> expandedStages(const Experiment& experiment);
Experiment expanded(const Experiment& experiment);
// Every place that names a run to take weights from.
std::vector<Origin*> origins(Experiment& experiment);
// Those of a stage (from 0), or of an experiment that has none.
Techniques& techniquesOfStage(Experiment& experiment, int stage);
const Task& taskOf(const Experiment& experiment, const Stage& stage);

// ---- what follows from the values -----------------------------------------------------------------------------------

int slotCount(const Model& model);
int embeddingSize(const Model& model);                // resolves 0
bool isCausal(const Model& model, const Task& task);  // resolves Attention::Automatic by the task
bool labelsEveryPosition(const Task& task);
bool predictsTokens(const Task& task);     // its labels are the vocabulary's tokens; judged by perplexity
bool readsText(const Task& task);          // has a vocabulary
bool examplesComeAgain(const Task& task);  // training goes over the same ones in every epoch, else each is drawn anew
int taskLength(const Task& task);          // tokens of the longest sequence

int heads(const Model& model, const Slot& slot);
int headSize(const Model& model, const Slot& slot);
int feedForward(const Model& model, const Slot& slot);
Activation activation(const Model& model, const Slot& slot);
Norm norm(const Model& model, const Slot& slot);

// The weights that each slot names after sharing is applied: equal numbers are the same weights. -1: no such half.
// attention[i] and feed_forward[i] count from 0 in order of first use, separately for each half.
struct WeightMap {
    std::vector<int> attention;
    std::vector<int> feed_forward;
    bool operator==(const WeightMap&) const = default;
};
WeightMap weightMap(const Model& model, const Techniques& techniques);
bool isShared(const std::vector<int>& halves);  // two slots of a weight map's list name the same

// The LayerDrop rate of each slot: a slot's own drop_rate, else the technique's; zeros without the technique.
// Linear: slot l (from 1) of N has rate · l / N, the rule of stochastic depth (Huang et al. 2016).
std::vector<double> dropRates(const Model& model, const Techniques& techniques);
// Whether they are only where learning starts (techniques/learned_layer_drop.h).
bool learnsRates(const Techniques& techniques);

// Slots (numbers from 1) that may run at all: those without `skip`.
std::vector<int> activeSlots(const Model& model);

std::string strategyName(Strategy strategy);  // as in the file
// All of them, in the order of the enumeration.
const std::vector<Strategy>& allStrategies();
// Whether a route follows from the number of slots alone.
bool isRule(Strategy strategy);
// The route of a given depth k among N `slots`, 1 ≤ k ≤ N, by a rule (isRule):
// every_other keeps slots ⌊i·N/k⌋ (i < k, from 0): Fan et al. 2019, section 3.3, for any k. The others are those of Sajjad et
// al. 2020, "Poor Man's BERT", section 3: first drops the top, last the bottom; symmetric drops the middle, keeping one more
// at the bottom where k is odd; alternate_even drops every other slot from the top down, beginning with the last, and
// alternate_odd beginning with the one below it, until k are left. Where more are to go than these are, the
// remaining ones go from the top down, too.
std::vector<int> chooseRoute(Strategy strategy, const std::vector<int>& slots, int depth);
// One route a depth, ascending: while training at most depths.at_most of them, smallest, half and largest among them;
// with every_depth all of them.
std::vector<std::vector<int>> chooseRoutes(const Depths& depths, const Model& model, bool every_depth = false);

}  // namespace layerlab
