#include "ui/inspector/choice_labels.h"

#include <QCoreApplication>

namespace layerlab {

namespace {

struct Name {
    const char* path;
    const char* word;
    const char* shown;
};

constexpr Name names[] = {
    {"task.kind", "hops", QT_TRANSLATE_NOOP("Choices", "Hops (built in)")},
    {"task.kind", "listops", QT_TRANSLATE_NOOP("Choices", "ListOps (built in)")},
    {"task.kind", "group_words", QT_TRANSLATE_NOOP("Choices", "Group words (built in)")},
    {"task.kind", "dyck", QT_TRANSLATE_NOOP("Choices", "Brackets, Dyck (built in)")},
    {"task.kind", "modular_addition", QT_TRANSLATE_NOOP("Choices", "Modular addition (built in)")},
    {"task.kind", "composed_tables", QT_TRANSLATE_NOOP("Choices", "Composed tables (built in)")},
    {"task.kind", "text_file", QT_TRANSLATE_NOOP("Choices", "Labelled text")},
    {"task.kind", "language_model", QT_TRANSLATE_NOOP("Choices", "Language model")},
    {"task.kind", "masked_language_model", QT_TRANSLATE_NOOP("Choices", "Masked language model")},
    {"task.kind", "sequence_pairs", QT_TRANSLATE_NOOP("Choices", "Sequence pairs")},
    {"task.grammar", "classic", QT_TRANSLATE_NOOP("Choices", "classic")},
    {"task.grammar", "depth", QT_TRANSLATE_NOOP("Choices", "by depth")},
    {"task.group", "s3", QT_TRANSLATE_NOOP("Choices", "S3 (6 elements)")},
    {"task.group", "a5", QT_TRANSLATE_NOOP("Choices", "A5 (60, not solvable)")},
    {"task.group", "s5", QT_TRANSLATE_NOOP("Choices", "S5 (120, not solvable)")},
    {"task.group", "z60", QT_TRANSLATE_NOOP("Choices", "Z60 (60, commutative)")},
    {"task.order", "forward", QT_TRANSLATE_NOOP("Choices", "forward (x f g)")},
    {"task.order", "backward", QT_TRANSLATE_NOOP("Choices", "backward (g f x)")},
    {"task.separator", "automatic", QT_TRANSLATE_NOOP("Choices", "automatic")},
    {"task.separator", "tab", QT_TRANSLATE_NOOP("Choices", "tab")},
    {"task.separator", "comma", QT_TRANSLATE_NOOP("Choices", "comma")},
    {"task.separator", "semicolon", QT_TRANSLATE_NOOP("Choices", "semicolon")},
    {"task.quoting", "automatic", QT_TRANSLATE_NOOP("Choices", "automatic")},
    {"task.quoting", "none", QT_TRANSLATE_NOOP("Choices", "none")},
    {"task.quoting", "double", QT_TRANSLATE_NOOP("Choices", "doubled (\"\")")},
    {"task.quoting", "backslash", QT_TRANSLATE_NOOP("Choices", "with backslashes (\\\")")},
    {"task.vocabulary.kind", "word", QT_TRANSLATE_NOOP("Choices", "words")},
    {"task.vocabulary.kind", "character", QT_TRANSLATE_NOOP("Choices", "characters")},
    {"task.vocabulary.kind", "wordpiece", QT_TRANSLATE_NOOP("Choices", "pieces of words")},
    {"model.family", "encoder", QT_TRANSLATE_NOOP("Choices", "Encoder")},
    {"model.attention", "automatic", QT_TRANSLATE_NOOP("Choices", "as the task needs")},
    {"model.attention", "bidirectional", QT_TRANSLATE_NOOP("Choices", "both directions")},
    {"model.attention", "causal", QT_TRANSLATE_NOOP("Choices", "causal")},
    {"model.pooling", "first", QT_TRANSLATE_NOOP("Choices", "first token")},
    {"model.pooling", "mean", QT_TRANSLATE_NOOP("Choices", "mean of tokens")},
    {"model.norm", "pre", QT_TRANSLATE_NOOP("Choices", "before (pre)")},
    {"model.norm", "post", QT_TRANSLATE_NOOP("Choices", "after (post)")},
    {"model.activation", "gelu", QT_TRANSLATE_NOOP("Choices", "GELU")},
    {"model.activation", "gelu_tanh", QT_TRANSLATE_NOOP("Choices", "GELU (tanh)")},
    {"model.activation", "relu", QT_TRANSLATE_NOOP("Choices", "ReLU")},
    {"techniques.layer_drop.per_layer", "uniform", QT_TRANSLATE_NOOP("Choices", "uniform")},
    {"techniques.layer_drop.per_layer", "linear", QT_TRANSLATE_NOOP("Choices", "growing with depth")},
    {"techniques.layer_drop.per_layer", "learned", QT_TRANSLATE_NOOP("Choices", "learned")},
    {"techniques.sharing.share", "layer", QT_TRANSLATE_NOOP("Choices", "whole layer")},
    {"techniques.sharing.share", "attention", QT_TRANSLATE_NOOP("Choices", "attention")},
    {"techniques.sharing.share", "feed_forward", QT_TRANSLATE_NOOP("Choices", "feed-forward")},
    {"from", "scratch", QT_TRANSLATE_NOOP("Choices", "from scratch")},
    {"from", "previous", QT_TRANSLATE_NOOP("Choices", "the stage before")},
    {"from", "run", QT_TRANSLATE_NOOP("Choices", "a past run")},
    {"from.weights", "best", QT_TRANSLATE_NOOP("Choices", "best")},
    {"from.weights", "final", QT_TRANSLATE_NOOP("Choices", "final")},
    {"techniques.theseus.initialise", "first", QT_TRANSLATE_NOOP("Choices", "the first layers")},
    {"techniques.theseus.initialise", "module_starts", QT_TRANSLATE_NOOP("Choices", "starts of modules")},
    {"techniques.theseus.initialise", "module_ends", QT_TRANSLATE_NOOP("Choices", "ends of modules")},
    {"techniques.theseus.initialise", "spread", QT_TRANSLATE_NOOP("Choices", "spread evenly")},
    {"techniques.theseus.initialise", "random", QT_TRANSLATE_NOOP("Choices", "random")},
    {"techniques.theseus.empty_draw", "skip", QT_TRANSLATE_NOOP("Choices", "skip the step")},
    {"techniques.theseus.empty_draw", "redraw", QT_TRANSLATE_NOOP("Choices", "draw again")},
    {"techniques.theseus.empty_draw", "force", QT_TRANSLATE_NOOP("Choices", "replace one")},
    {"techniques.theseus.schedule.kind", "linear", QT_TRANSLATE_NOOP("Choices", "rising to 1")},
    {"techniques.theseus.schedule.kind", "constant", QT_TRANSLATE_NOOP("Choices", "constant, then 1")},
    {"techniques.theseus.schedule.kind", "points", QT_TRANSLATE_NOOP("Choices", "drawn by hand")},
    {"techniques.ladder.gate.kind", "learned", QT_TRANSLATE_NOOP("Choices", "learned")},
    {"techniques.ladder.gate.kind", "fixed", QT_TRANSLATE_NOOP("Choices", "fixed")},
    {"techniques.ladder.gate.kind", "sum", QT_TRANSLATE_NOOP("Choices", "sum of both")},
    {"techniques.ladder.gate.kind", "schedule", QT_TRANSLATE_NOOP("Choices", "by schedule")},
    {"techniques.ladder.gate.schedule", "linear", QT_TRANSLATE_NOOP("Choices", "0.1 to 0.9")},
    {"techniques.ladder.gate.schedule", "hyperbolic", QT_TRANSLATE_NOOP("Choices", "0.9 to 0.1")},
    {"techniques.ladder.fuse", "before", QT_TRANSLATE_NOOP("Choices", "before the layer")},
    {"techniques.ladder.fuse", "after", QT_TRANSLATE_NOOP("Choices", "after the layer")},
    {"techniques.ladder.initialise", "random", QT_TRANSLATE_NOOP("Choices", "random")},
    {"techniques.ladder.initialise", "magnitude", QT_TRANSLATE_NOOP("Choices", "largest rows")},
    {"techniques.ladder.initialise", "fisher", QT_TRANSLATE_NOOP("Choices", "important rows (Fisher)")},
    {"techniques.ladder.cache", "automatic", QT_TRANSLATE_NOOP("Choices", "where they fit")},
    {"techniques.ladder.cache", "off", QT_TRANSLATE_NOOP("Choices", "never")},
    {"techniques.distillation.map", "uniform", QT_TRANSLATE_NOOP("Choices", "uniform")},
    {"techniques.distillation.map", "skip", QT_TRANSLATE_NOOP("Choices", "skip (PKD)")},
    {"techniques.distillation.map", "last", QT_TRANSLATE_NOOP("Choices", "last (PKD)")},
    {"techniques.distillation.map", "pairs", QT_TRANSLATE_NOOP("Choices", "pairs by hand")},
    {"techniques.distillation.attention_of", "scores", QT_TRANSLATE_NOOP("Choices", "scores")},
    {"techniques.distillation.attention_of", "probabilities", QT_TRANSLATE_NOOP("Choices", "probabilities")},
    {"techniques.distillation.relation_of", "batch", QT_TRANSLATE_NOOP("Choices", "the batch")},
    {"techniques.distillation.relation_of", "values", QT_TRANSLATE_NOOP("Choices", "values (MiniLM)")},
    {"train.optimizer", "adamw", QT_TRANSLATE_NOOP("Choices", "AdamW")},
    {"train.schedule", "linear", QT_TRANSLATE_NOOP("Choices", "linear to zero")},
    {"train.schedule", "cosine", QT_TRANSLATE_NOOP("Choices", "cosine to zero")},
    {"train.schedule", "constant", QT_TRANSLATE_NOOP("Choices", "constant")},
    {"train.early_stop.metric", "accuracy", QT_TRANSLATE_NOOP("Choices", "accuracy")},
    {"train.early_stop.metric", "loss", QT_TRANSLATE_NOOP("Choices", "loss")},
    {"evaluate.depths.keep", "every_other", QT_TRANSLATE_NOOP("Choices", "every other")},
    {"evaluate.depths.keep", "first", QT_TRANSLATE_NOOP("Choices", "first layers")},
    {"evaluate.depths.keep", "last", QT_TRANSLATE_NOOP("Choices", "last layers")},
};

}  // namespace

QString choiceLabel(const QString& path, const QString& word) {
    for (const Name& name : names)
        if (path == QLatin1String(name.path) && word == QLatin1String(name.word)) return QCoreApplication::translate("Choices", name.shown);
    return QString(word).replace('_', ' ');
}

}  // namespace layerlab
