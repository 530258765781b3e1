// The keys under `techniques`, of the experiment and of each stage.
#include "engine/experiment/describe_techniques.h"

#include <algorithm>

#include "engine/experiment/structured_values.h"
#include "engine/text.h"

namespace layerlab {

using namespace values;

namespace {

constexpr Range drop_rate{0, 1, false, true};
constexpr Range term_share{0, 1};
constexpr Range weight{0, 1e6};
constexpr Range slot{1, 10000};

void describeTheseus(TheseusSettings& theseus, FieldVisitor& v) {
    v.value({"successor_layers", words("Layers of the successor; half: half of the predecessor's."), words("layers")},
            number(theseus.successor_layers, {1, 10000}, "half"));
    v.value(
        {"modules", words("The predecessor's slots that each layer of the successor replaces, such as [[1, 2], [3, 4]]; left out: as even "
                          "as can be.")},
        lists(theseus.modules, slot));
    v.value({"initialise",
             words("Which of the predecessor's layers the successor's start from: the first ones (as the authors' code), the first "
                   "or the last layer of each module, spread evenly from the first to the last, or none.")},
            choice(theseus.initialise, {"first", "module_starts", "module_ends", "spread", "random"}));
    v.value(
        {"empty_draw", words("What follows when no module is replaced in a pass, so that nothing can learn. skip: the step is counted and "
                             "changes nothing (as the authors' code); redraw: until one is; force: one at random. The last two raise the "
                             "rate that really acts.")},
        choice(theseus.empty_draw, {"skip", "redraw", "force"}));
    v.group(
        {"schedule", words("How the replacing rate, the probability that a module is replaced in a pass, goes on.")}, true, nullptr,
        [&theseus](FieldVisitor& w) {
            TheseusSettings::Schedule& schedule = theseus.schedule;
            w.value(
                {"kind", words("linear: from the base rate to 1, the paper's curriculum; constant: the base rate, then 1; points: through "
                               "the points given.")},
                choice(schedule.kind, {"linear", "constant", "points"}));
            w.value({"base_rate", words("The replacing rate at the start. The paper: 0.3 when it rises, 0.5 when it is constant; below 0.2 "
                                        "hurts.")},
                    number(schedule.base_rate, {0, 1, true, false}));
            w.value({"steps",
                     words("linear: steps until every module is replaced (the paper's k is (1 - base rate) / steps); constant: steps "
                           "after which all are."),
                     words("steps")},
                    number(schedule.steps, {1, 1e12}, "never"));
            w.value({"points", words("Steps and rates that straight lines join, such as [[0, 0.3], [500, 0.5], [1000, 1]].")},
                    lists(schedule.points, {0, 1e12}));
        });
    v.value({"train_head", words("Whether the head learns while modules are replaced; the paper freezes it.")},
            boolean(theseus.train_head));
    v.value({"replace_embeddings", words("Replaces the embeddings like one more module (Su 2020); the paper freezes them.")},
            boolean(theseus.replace_embeddings));
    v.value({"predecessor_dropout", words("Whether the predecessor's dropout acts while it is replaced, as in the authors' code.")},
            boolean(theseus.predecessor_dropout));
}

void describeLadder(LadderSettings& ladder, FieldVisitor& v) {
    v.value({"rungs", words("Slots of the backbone that have a side layer and feed it; all, or a list.")},
            numbers(ladder.rungs, slot, "all"));
    v.value({"reduction", words("How much narrower the side network is: it divides the hidden and the feed-forward width. The paper: 8.")},
            number(ladder.reduction, {1, 4096}));
    v.group({"gate", words("How the backbone's state and the side state are mixed at a rung.")}, true, nullptr, [&ladder](FieldVisitor& w) {
        LadderSettings::Gate& gate = ladder.gate;
        w.value({"kind",
                 words("learned: the side state's share is sigmoid(α / temperature), learned at each rung; fixed: that share at its start; "
                       "sum: both are added; schedule: the share follows the schedule.")},
                choice(gate.kind, {"learned", "fixed", "sum", "schedule"}));
        w.value({"temperature", words("Divides α: the lower, the faster the gates move. The paper: 0.1.")},
                number(gate.temperature, {0, 1000, true, false}));
        w.value({"start", words("α at the start; 0: both states have the same share.")}, number(gate.start, {-1000, 1000}));
        w.value({"schedule",
                 words("linear: the side state's share grows from 0.1 to 0.9 over the stage; hyperbolic: it falls from 0.9 to 0.1 as "
                       "1 / (1 + tenths of the stage).")},
                choice(gate.schedule, {"linear", "hyperbolic"}));
    });
    v.value({"fuse", words("Whether a rung's state joins before or after the side layer.")}, choice(ladder.fuse, {"before", "after"}));
    v.value(
        {"initialise", words("Where the side layers' weights start. fisher: the backbone's most important rows, by squared gradients (the "
                             "paper, section 3.3); magnitude: its largest rows; random.")},
        choice(ladder.initialise, {"random", "magnitude", "fisher"}));
    v.value({"samples", words("Training examples that the Fisher importance is measured on."), words("examples")},
            number(ladder.samples, {1, 1e7}));
    v.value({"train_head", words("Whether the head learns.")}, boolean(ladder.train_head));
    v.value({"backbone_dropout", words("Whether the backbone's dropout acts in training, as in the authors' code; it forbids the cache.")},
            boolean(ladder.backbone_dropout));
    v.value({"cache",
             words("automatic: the backbone's states of the data are kept, when they fit into a quarter of the memory and are used more "
                   "than once.")},
            choice(ladder.cache, {"automatic", "off"}));
}

void describeDistillation(DistillationSettings& distillation, FieldVisitor& v) {
    v.value({"teacher", words("Whose answers are learned from: the previous stage's model, or a past run's, {run: FOLDER}.")},
            origin(distillation.teacher, false));
    v.value(
        {"temperature", words("Softens both answers before they are compared (Hinton et al. 2015); the term is multiplied by its square.")},
        number(distillation.temperature, {0, 1000, true, false}));
    v.value({"soft_labels",
             words("Share of the teacher's answers in the loss; the labels have the rest. Kullback-Leibler divergence, a mean over "
                   "answers.")},
            number(distillation.soft_labels, term_share));
    v.value({"hidden", words("Weight of the hidden states' mean squared difference (TinyBERT), over the slots of the map.")},
            number(distillation.hidden, weight));
    v.value({"attention", words("Weight of the attention matrices' difference (TinyBERT), over the slots of the map.")},
            number(distillation.attention, weight));
    v.value({"relation", words("Weight of the difference of relations: how alike things are to one another in teacher and student.")},
            number(distillation.relation, weight));
    v.value({"map",
             words("Which teacher slot teaches which student slot. uniform: student m learns from teacher m·N/n; skip: PKD's, the top one "
                   "left out; last: from the teacher's last ones; pairs: the list given.")},
            choice(distillation.map, {"uniform", "skip", "last", "pairs"}));
    v.value({"pairs", words("[student slot, teacher slot] pairs, such as [[1, 2], [2, 4], [3, 6]].")}, lists(distillation.pairs, slot));
    v.value({"normalise_hidden", words("Compares the hidden states' directions, as PKD does (Sun et al. 2019).")},
            boolean(distillation.normalise_hidden));
    v.value({"attention_of", words("scores: before the softmax, as TinyBERT; probabilities: after it.")},
            choice(distillation.attention_of, {"scores", "probabilities"}));
    v.value(
        {"relation_of", words("batch: similarities between the sequences of a batch; values: between the positions of a sequence, by their "
                              "values in the last layer (MiniLM, Wang et al. 2020).")},
        choice(distillation.relation_of, {"batch", "values"}));
}

}  // namespace

void describeTechniques(Techniques& techniques, FieldVisitor& v) {
    v.group({"layer_drop", words("LayerDrop (Fan, Grave and Joulin 2019): in every training pass each layer is left out with "
                                 "some probability, so that the trained model can be pruned to any depth without fine-tuning.")},
            techniques.layer_drop.has_value(), toggler(techniques.layer_drop), [&techniques](FieldVisitor& w) {
                LayerDropSettings& drop = *techniques.layer_drop;
                w.value({"rate", words("Probability that a layer is left out of a training pass. 0.2 in the paper; 0.5 if half "
                                       "of the layers will be removed.")},
                        number(drop.rate, drop_rate));
                Value per_layer = emptyValue(ValueKind::Choice, drop_rate);
                per_layer.list = true;
                static const std::vector<std::string> rules{"uniform", "linear", "learned"};
                per_layer.choices = rules;
                per_layer.get = [&drop]() -> std::optional<std::vector<std::string>> {
                    if (drop.rates.empty()) return {{rules[static_cast<std::size_t>(drop.per_layer)]}};
                    std::vector<std::string> texts;
                    for (const double r : drop.rates) texts.push_back(numberText(r));
                    return texts;
                };
                per_layer.set = [&drop](const std::vector<std::string>& texts) -> std::string {
                    if (const auto rule = std::find(rules.begin(), rules.end(), texts.empty() ? std::string() : texts[0]);
                        texts.size() == 1 && rule != rules.end()) {
                        drop.per_layer = static_cast<LayerDropSettings::PerLayer>(rule - rules.begin());
                        drop.rates.clear();
                        return {};
                    }
                    std::vector<double> rates;
                    for (const auto& t : texts) {
                        double value = 0;
                        if (std::string wrong = readNumber(t, false, drop_rate, value); !wrong.empty())
                            return texts.size() == 1
                                       ? text("'%1' is not allowed; allowed: uniform, linear, learned, or a list with one rate a slot", t)
                                       : wrong;
                        rates.push_back(value);
                    }
                    drop.rates = rates;
                    return {};
                };
                w.value({"per_layer", words("uniform: the same rate for every slot; linear: growing with depth up to the rate "
                                            "(stochastic depth's rule); learned: one rate a slot, learned from its activations, with "
                                            "the rate as their mean (Fan et al. 2019, section 3.3); or a list with one rate a slot.")},
                        per_layer);
            });
    v.group({"sharing", words("Cross-layer parameter sharing (Lan et al. 2019, ALBERT): several slots use the same weights.")},
            techniques.sharing.has_value(), toggler(techniques.sharing), [&techniques](FieldVisitor& w) {
                SharingSettings& sharing = *techniques.sharing;
                w.value({"group_size", words("This many consecutive slots share: 2 is every two layers."), words("slots")},
                        optionalNumber(sharing.group_size, {1, 10000}));
                w.value({"groups", words("Number of groups: slot i of L (from 0) uses group i·groups/L rounded down (ALBERT's "
                                         "num_hidden_groups); 1 shares all.")},
                        optionalNumber(sharing.groups, {1, 10000}));
                Value map = emptyValue(ValueKind::Text);
                map.list = true;
                map.get = [&sharing]() -> std::optional<std::vector<std::string>> {
                    if (sharing.map.empty()) return std::nullopt;
                    return sharing.map;
                };
                map.set = [&sharing](const std::vector<std::string>& texts) -> std::string {
                    sharing.map = texts;
                    return {};
                };
                w.value({"map", words("A group's name for every slot, such as [a, a, b, b] or [a, b, a, b].")}, map);
                w.value({"share", words("layer: both halves; attention or feed_forward: that half only, with its norm.")},
                        choice(sharing.share, {"layer", "attention", "feed_forward"}));
            });
    v.group({"theseus", words("BERT-of-Theseus (Xu et al. 2020): the layers of a smaller successor take the places of a trained, frozen "
                              "predecessor's modules more and more often, until it stands alone.")},
            techniques.theseus.has_value(), toggler(techniques.theseus),
            [&techniques](FieldVisitor& w) { describeTheseus(*techniques.theseus, w); });
    v.group(
        {"ladder", words("Ladder Side-Tuning (Sung, Cho and Bansal 2022): a small side network reads the states of a frozen backbone; no "
                         "gradient enters the backbone, which saves most of the memory.")},
        techniques.ladder.has_value(), toggler(techniques.ladder),
        [&techniques](FieldVisitor& w) { describeLadder(*techniques.ladder, w); });
    v.group({"distillation",
             words("Distillation (Hinton, Vinyals and Dean 2015): the answers of a trained teacher are learned from, beside the "
                   "labels.")},
            techniques.distillation.has_value(), toggler(techniques.distillation),
            [&techniques](FieldVisitor& w) { describeDistillation(*techniques.distillation, w); });
    v.group(
        {"truncation", words("Truncation (Sajjad et al. 2020): some layers of a trained model are kept, the others dropped for good, and "
                             "the rest is fine-tuned.")},
        techniques.truncation.has_value(), toggler(techniques.truncation), [&techniques](FieldVisitor& w) {
            w.value({"keep", words("The slots that stay, such as [1, 2, 3]; empty: the first half.")},
                    numbers(techniques.truncation->keep, slot));
        });
}

}  // namespace layerlab
