// Every key of the experiment file is described once, with type, range, default and help text: here, and the task's and the
// techniques' in files of their own.
#include <map>
#include <mutex>

#include "engine/experiment/describe_sweep.h"
#include "engine/experiment/describe_tasks.h"
#include "engine/experiment/describe_techniques.h"
#include "engine/experiment/field_values.h"
#include "engine/experiment/fields.h"
#include "engine/experiment/structured_values.h"
#include "engine/text.h"

namespace layerlab {

using namespace values;

namespace {

const std::vector<std::string> activations{"gelu", "gelu_tanh", "relu"};
const std::vector<std::string> norms{"pre", "post"};
constexpr Range rate{0, 1, false, true};

// ---- model ----------------------------------------------------------------------------------------------------------

void describeSlot(Slot& slot, FieldVisitor& v) {
    // One name for both halves, or one for each: the short form is written when both agree.
    Value both = emptyValue(ValueKind::Text);
    both.get = [&slot]() -> std::optional<std::vector<std::string>> {
        if (slot.attention_weights.empty() || slot.attention_weights != slot.feed_forward_weights) return std::nullopt;
        return {{slot.attention_weights}};
    };
    both.set = [&slot](const std::vector<std::string>& texts) -> std::string {
        if (texts.size() != 1) return needsOne();
        slot.attention_weights = slot.feed_forward_weights = texts[0];
        return {};
    };
    v.value({"weights", words("Slots that name the same weights share them, both halves. Without a name a slot has its own.")}, both);
    const auto half = [&slot](std::string& target) {
        Value one = plainText(target);
        one.get = [&slot, &target]() -> std::optional<std::vector<std::string>> {
            if (target.empty() || slot.attention_weights == slot.feed_forward_weights) return std::nullopt;
            return {{target}};
        };
        return one;
    };
    v.value({"attention_weights", words("Like weights, for the attention half only.")}, half(slot.attention_weights));
    v.value({"feed_forward_weights", words("Like weights, for the feed-forward half only.")}, half(slot.feed_forward_weights));
    v.value({"heads", words("Attention heads of this slot.")}, optionalNumber(slot.heads, {1, 4096}));
    v.value({"head_size", words("Width of each head of this slot; left out: hidden / heads. Heads that were pruned leave it as it was.")},
            optionalNumber(slot.head_size, {1, 65536}));
    v.value({"feed_forward", words("Width of this slot's feed-forward half.")}, optionalNumber(slot.feed_forward, {1, 1e6}));
    v.value({"activation", words("Activation of this slot's feed-forward half.")}, optionalChoice(slot.activation, activations));
    v.value({"norm", words("Whether this slot normalises before or after its halves.")}, optionalChoice(slot.norm, norms));
    v.value({"attention", words("Whether this slot has its attention half.")}, boolean(slot.attention));
    v.value({"feed_forward_block", words("Whether this slot has its feed-forward half.")}, boolean(slot.feed_forward_block));
    v.value({"drop_rate", words("LayerDrop rate of this slot; matters only while LayerDrop is on.")}, optionalNumber(slot.drop_rate, rate));
    v.value({"skip", words("Never runs, in training and in evaluation.")}, boolean(slot.skip));
    v.value({"frozen", words("Runs, but does not learn.")}, boolean(slot.frozen));
}

void describeModel(Model& model, FieldVisitor& v) {
    v.value({"family", words("encoder: a stack of self-attention layers.")}, choice(model.family, {"encoder"}));
    Value layers = emptyValue(ValueKind::Integer, {1, 10000});
    layers.get = [&model]() -> std::optional<std::vector<std::string>> { return {{std::to_string(model.stack.size())}}; };
    layers.set = [&model](const std::vector<std::string>& texts) -> std::string {
        double value = 0;
        if (texts.size() != 1) return needsOne();
        // A stack can be empty while it is being made; that it cannot run so is said by validate().
        if (texts[0] == "0") return model.stack.clear(), std::string();
        if (std::string wrong = readNumber(texts[0], true, {1, 10000}, value); !wrong.empty()) return wrong;
        model.stack.resize(static_cast<std::size_t>(value));
        return {};
    };
    v.value({"layers", words("Number of slots, all alike: short for a stack."), words("slots")}, layers);
    v.value({"hidden", words("Width of the hidden states; a multiple of heads.")}, number(model.hidden, {1, 65536}));
    v.value({"heads", words("Attention heads of a layer.")}, number(model.heads, {1, 4096}));
    v.value({"feed_forward", words("Width of the feed-forward half; usually four times hidden.")}, number(model.feed_forward, {1, 1e6}));
    v.value({"norm", words("pre: normalise before each half (trains deep stacks easily); post: after it, as BERT.")},
            choice(model.norm, norms));
    v.value({"activation", words("gelu (exact), gelu_tanh (the approximation that ALBERT and GPT-2 use) or relu.")},
            choice(model.activation, activations));
    v.value({"dropout", words("Dropout on embeddings and on the output of each half. Fan et al. advise about 0.1 less with "
                              "LayerDrop.")},
            number(model.dropout, rate));
    v.value({"attention_dropout", words("Dropout on attention probabilities.")}, number(model.attention_dropout, rate));
    v.value({"embedding_size", words("Width of the embeddings; smaller than hidden: factorised, as in ALBERT (Lan et al. "
                                     "2019, section 3.1).")},
            number(model.embedding_size, {1, 65536}, "hidden"));
    v.value({"initializer_range", words("Standard deviation of the normal distribution that weights start from.")},
            number(model.initializer_range, {0, 10, true, false}));
    v.value({"norm_epsilon", words("Added to the variance inside the layer norms.")}, number(model.norm_epsilon, {0, 1, true, false}));
    v.value({"attention", words("automatic: what the task implies, causal where every position is answered from what stands "
                                "before it (hops, group_words, dyck, language_model, sequence_pairs), else bidirectional.")},
            choice(model.attention, {"automatic", "bidirectional", "causal"}));
    v.value({"pooling", words("Where a sequence has one label: the first token's state, or the mean over real tokens.")},
            choice(model.pooling, {"first", "mean"}));
    v.value({"pooler", words("A dense layer with tanh between pooling and classifier, as in BERT.")}, boolean(model.pooler));
    v.value({"token_types", words("Rows of the token-type (segment) table; 0: none.")}, number(model.token_types, {0, 100}));
    v.list(
        {"stack", words("The slots one by one, from the input side up. What a slot leaves out is the model's.")}, model.stack.size(),
        [&model](std::size_t size) { model.stack.resize(size); },
        [&model](std::size_t i, FieldVisitor& w) { describeSlot(model.stack[i], w); });
}

// ---- training -------------------------------------------------------------------------------------------------------

void describeTrain(Train& train, FieldVisitor& v) {
    v.value({"steps", words("Optimizer steps."), words("steps")}, number(train.steps, {1, 1e12}));
    v.value({"batch_size", words("Sequences of a step."), words("sequences")}, number(train.batch_size, {1, 1e6}));
    v.value({"optimizer", words("adamw: Adam with decoupled weight decay (Loshchilov and Hutter 2019).")},
            choice(train.optimizer, {"adamw"}));
    v.value({"learning_rate", words("The highest learning rate, reached after the warm-up.")},
            number(train.learning_rate, {0, 100, true, false}));
    v.value({"warmup_steps", words("Steps over which the learning rate rises from zero."), words("steps")},
            number(train.warmup_steps, {0, 1e12}));
    v.value({"schedule", words("How the learning rate goes on after the warm-up: down to zero by the last step, or constant.")},
            choice(train.schedule, {"linear", "cosine", "constant"}));
    v.value({"weight_decay", words("Decoupled decay of weight matrices and embeddings; biases and norms have none.")},
            number(train.weight_decay, {0, 10}));
    v.value({"beta1", words("Decay of AdamW's mean of gradients.")}, number(train.beta1, rate));
    v.value({"beta2", words("Decay of AdamW's mean of squared gradients.")}, number(train.beta2, rate));
    v.value({"epsilon", words("Added to AdamW's denominator.")}, number(train.epsilon, {0, 1, true, false}));
    v.value({"gradient_clip", words("Largest norm of the gradient over all trained weights; 0: no clipping.")},
            number(train.gradient_clip, {0, 1e9}));
    v.value({"threads", words("Processor threads; auto: as many as this process may use.")}, number(train.threads, {1, 1024}, "auto"));
    v.value({"checkpoint_every", words("Steps between checkpoints; there is always one at the end and when stopped."), words("steps")},
            number(train.checkpoint_every, {1, 1e12}));
    v.group({"early_stop", words("Ends the stage when validation no longer gets better.")}, train.early_stop.has_value(),
            toggler(train.early_stop), [&train](FieldVisitor& w) {
                w.value({"metric", words("What is watched, at full depth.")}, choice(train.early_stop->metric, {"accuracy", "loss"}));
                w.value({"patience", words("Evaluations in a row without a new best before stopping."), words("evaluations")},
                        number(train.early_stop->patience, {1, 1e6}));
            });
}

void describeEvaluate(Evaluate& evaluate, FieldVisitor& v) {
    v.value({"every", words("Steps between evaluations on the validation set; there is always one at the end."), words("steps")},
            number(evaluate.every, {1, 1e12}));
    v.group({"depths", words("Which pruned depths are evaluated beside the full one.")}, true, nullptr, [&evaluate](FieldVisitor& w) {
        w.value(
            {"keep", words("Which slots a depth keeps. every_other: spread evenly (Fan et al. 2019, section 3.3); first: drops the top; "
                           "last: drops the bottom; symmetric: drops the middle; alternate_even, alternate_odd: drop every "
                           "other one from the top; contribution: keep those that change the hidden state most (all of "
                           "these: Sajjad et al. 2020, section 3); drop_rate: keep those with the lowest LayerDrop rates; "
                           "search: tries routes on data, after training.")},
            choice(evaluate.depths.keep, {"every_other", "first", "last", "symmetric", "alternate_even", "alternate_odd", "drop_rate",
                                          "contribution", "search"}));
        w.value({"from", words("The smallest depth."), words("slots")}, number(evaluate.depths.from, {1, 10000}));
        w.value({"to", words("The largest depth."), words("slots")}, number(evaluate.depths.to, {1, 10000}, "all"));
        w.value({"at_most", words("How many depths are measured while training, spread evenly; the command `depths` measures all."),
                 words("depths")},
                number(evaluate.depths.at_most, {2, 10000}));
    });
}

void describeStage(Stage& stage, FieldVisitor& v) {
    v.value({"name", words("Name of the stage, shown in charts.")}, plainText(stage.name));
    v.value(
        {"from", words("Where its weights come from: scratch, the previous stage (its best weights where it stopped early), or a past run: "
                       "{run: FOLDER}, or {run: FOLDER, weights: final} for its last weights instead of its best.")},
        origin(stage.from, true));
    v.group({"task", words("What this stage learns, such as masked-language pre-training; without the key, the experiment's task. The "
                           "vocabulary is that of the first stage.")},
            stage.task.has_value(), toggler(stage.task), [&stage](FieldVisitor& w) { describeTask(*stage.task, w); });
    v.group(
        {"techniques", words("Techniques of this stage; without the key, the experiment's.")}, true,
        [&stage](bool) { stage.techniques = {}; }, [&stage](FieldVisitor& w) { describeTechniques(stage.techniques, w); });
    v.group({"train", words("Training of this stage; keys left out are the experiment's.")}, true, nullptr,
            [&stage](FieldVisitor& w) { describeTrain(stage.train, w); });
    v.group({"evaluate", words("Evaluation of this stage; keys left out are the experiment's.")}, true, nullptr,
            [&stage](FieldVisitor& w) { describeEvaluate(stage.evaluate, w); });
}

}  // namespace

void describe(Experiment& experiment, FieldVisitor& v) {
    v.value({"layerlab", words("Version of this file's format.")}, number(experiment.format, {1, 1}));
    v.value({"name", words("Name of the experiment; its runs are numbered after it.")}, plainText(experiment.name));
    v.value({"description", words("What the experiment shows, in your words.")}, plainText(experiment.description));
    v.value({"seed", words("Start of every random draw: the same seed on the same machine gives the same bits.")},
            number(experiment.seed, {0, 9e15}));
    v.group({"task", words("What is learned, from which data.")}, true, nullptr,
            [&](FieldVisitor& w) { describeTask(experiment.task, w); });
    v.group({"model", words("The stack of layers, and what stands around it.")}, true, nullptr,
            [&](FieldVisitor& w) { describeModel(experiment.model, w); });
    v.value(
        {"from", words("Where the weights come from: scratch, or a past run: {run: FOLDER}, or {run: FOLDER, weights: final} for its last "
                       "weights instead of its best.")},
        origin(experiment.from, true));
    v.group({"techniques", words("What makes the model shallower or smaller.")}, true, nullptr,
            [&](FieldVisitor& w) { describeTechniques(experiment.techniques, w); });
    v.group({"train", words("How it is trained.")}, true, nullptr, [&](FieldVisitor& w) { describeTrain(experiment.train, w); });
    v.group({"evaluate", words("How it is measured while it trains.")}, true, nullptr,
            [&](FieldVisitor& w) { describeEvaluate(experiment.evaluate, w); });
    v.list(
        {"stages", words("Several trainings one after the other.")}, experiment.stages.size(),
        [&](std::size_t size) {
            // A new stage starts from what the experiment says, so that it need only name what differs.
            while (experiment.stages.size() < size)
                experiment.stages.push_back({"stage " + std::to_string(experiment.stages.size() + 1),
                                             {experiment.stages.empty() ? Origin::Kind::Scratch : Origin::Kind::Previous, {}, {}},
                                             {},
                                             experiment.techniques,
                                             experiment.train,
                                             experiment.evaluate});
            experiment.stages.resize(size);
        },
        [&](std::size_t i, FieldVisitor& w) { describeStage(experiment.stages[i], w); });
    v.group({"sweep", words("Several runs: every combination of some keys' values, each with every seed.")}, experiment.sweep.has_value(),
            toggler(experiment.sweep), [&](FieldVisitor& w) { describeSweep(*experiment.sweep, experiment.seed, w); });
}

// ---- visitors that only look ----------------------------------------------------------------------------------------

namespace {

class KeyCollector : public FieldVisitor {
public:
    KeyCollector(std::vector<KeyHelp>& keys, std::string prefix) : m_keys(keys), m_prefix(std::move(prefix)) {}
    void value(const Key& key, const Value& v) override {
        KeyHelp help;
        help.path = m_prefix + key.name;
        help.help = key.help;
        help.unit = key.unit;
        help.kind = v.kind;
        help.choices = v.choices;
        help.minimum = v.minimum;
        help.maximum = v.maximum;
        help.type = v.kind == ValueKind::Integer   ? text("whole number")
                    : v.kind == ValueKind::Number  ? text("number")
                    : v.kind == ValueKind::Boolean ? text("true or false")
                    : v.kind == ValueKind::Choice  ? text("one of %1", join(v.choices))
                                                   : text("text");
        if (v.list) help.type = v.kind == ValueKind::Choice ? text("%1, or a list of numbers", help.type) : text("%1, a list", help.type);
        if (v.kind == ValueKind::Integer || v.kind == ValueKind::Number)
            help.range = rangeText({v.minimum, v.maximum, v.exclusive_minimum, v.exclusive_maximum});
        if (const auto texts = v.get()) help.fallback = join(*texts);
        for (auto& known : m_keys) {
            if (known.path != help.path) continue;
            // Another kind of task has this key too: the widest range of all is told, each kind's own when it is set.
            if (help.minimum >= known.minimum && help.maximum <= known.maximum) return;
            known.minimum = std::min(known.minimum, help.minimum);
            known.maximum = std::max(known.maximum, help.maximum);
            known.range = rangeText({known.minimum, known.maximum, v.exclusive_minimum, v.exclusive_maximum});
            return;
        }
        m_keys.push_back(help);
    }
    void group(const Key& key, bool present, const std::function<void(bool)>& toggle,
               const std::function<void(FieldVisitor&)>& fields) override {
        if (!present && toggle) toggle(true);
        KeyCollector inner(m_keys, m_prefix + key.name + ".");
        fields(inner);
    }
    void list(const Key& key, std::size_t size, const std::function<void(std::size_t)>& resize,
              const std::function<void(std::size_t, FieldVisitor&)>& fields) override {
        if (size == 0) resize(1);
        KeyCollector inner(m_keys, m_prefix + key.name + "[].");
        fields(0, inner);
    }

private:
    std::vector<KeyHelp>& m_keys;
    std::string m_prefix;
};

class Getter : public FieldVisitor {
public:
    Getter(std::string wanted, std::string prefix, std::optional<std::string>& found)
        : m_wanted(std::move(wanted)), m_prefix(std::move(prefix)), m_found(found) {}
    void value(const Key& key, const Value& v) override {
        if (m_prefix + key.name != m_wanted) return;
        if (const auto texts = v.get()) m_found = join(*texts);
    }
    void group(const Key& key, bool present, const std::function<void(bool)>&, const std::function<void(FieldVisitor&)>& fields) override {
        const std::string prefix = m_prefix + key.name + ".";
        if (!present || !m_wanted.starts_with(prefix)) return;
        Getter inner(m_wanted, prefix, m_found);
        fields(inner);
    }
    void list(const Key& key, std::size_t size, const std::function<void(std::size_t)>&,
              const std::function<void(std::size_t, FieldVisitor&)>& fields) override {
        for (std::size_t i = 0; i < size; ++i) {
            const std::string prefix = m_prefix + key.name + "[" + std::to_string(i + 1) + "].";
            if (!m_wanted.starts_with(prefix)) continue;
            Getter inner(m_wanted, prefix, m_found);
            fields(i, inner);
        }
    }

private:
    std::string m_wanted, m_prefix;
    std::optional<std::string>& m_found;
};

}  // namespace

const std::vector<KeyHelp>& allKeys() {
    // One list a language, kept for good: what was handed out stays valid when another language is chosen.
    static std::mutex mutex;
    static std::map<std::string, std::vector<KeyHelp>> by_language;
    const std::lock_guard lock(mutex);
    std::vector<KeyHelp>& all = by_language[text("whole number")];
    if (all.empty()) {
        for (std::size_t kind = 0; kind < taskKinds().size(); ++kind) {
            Experiment experiment;
            experiment.task = plainTask(kind);
            experiment.stages.resize(1);
            experiment.stages.front().task = plainTask(kind);
            KeyCollector collector(all, "");
            describe(experiment, collector);
        }
    }
    return all;
}

const KeyHelp* keyHelp(const std::string& path) {
    // stack[3].heads and stages[2].train.steps are described once, as stack[].heads.
    std::string general;
    for (std::size_t i = 0; i < path.size(); ++i) {
        general += path[i];
        if (path[i] == '[')
            while (i + 1 < path.size() && path[i + 1] != ']') ++i;
    }
    for (const auto& key : allKeys())
        if (key.path == general) return &key;
    return nullptr;
}

std::optional<std::string> getValue(const Experiment& experiment, const std::string& path) {
    Experiment copy = experiment;  // describe() hands out references for writing; nothing is written here
    std::optional<std::string> found;
    Getter getter(path, "", found);
    describe(copy, getter);
    return found;
}

}  // namespace layerlab
