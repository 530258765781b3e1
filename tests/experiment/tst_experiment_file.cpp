#include <QtTest>

#include <map>

#include "engine/experiment/fields.h"
#include "engine/experiment/yaml.h"
#include "engine/random.h"

using namespace layerlab;

namespace {

std::string allProblems(const ReadResult& result) {
    std::string text;
    for (const auto& problem : result.problems) text += toText(problem, "f.yaml") + "\n";
    return text;
}

const char* const head = "layerlab: 1\nname: x\n";

Experiment plainOf(int kind) {
    Experiment e;
    e.name = "x";
    e.task = plainTask(static_cast<std::size_t>(kind));
    return e;
}

bool fromFiles(int kind) { return getValue(plainOf(kind), "task.train").has_value(); }

void addKinds() {
    QTest::addColumn<int>("kind");
    for (std::size_t kind = 0; kind < taskKinds().size(); ++kind) QTest::newRow(taskKinds()[kind].c_str()) << static_cast<int>(kind);
}

// Gives every value of the task but its kind another one that is allowed.
class OtherValues : public FieldVisitor {
public:
    void value(const Key& key, const Value& v) override {
        if (!m_path.starts_with("task.") || m_path + key.name == "task.kind") return;
        const std::string now = v.get()->front();
        std::string other = std::string("/") + key.name;
        if (v.kind == ValueKind::Boolean) other = now == "true" ? "false" : "true";
        else if (v.kind == ValueKind::Choice) other = v.choices[v.choices.front() == now ? 1 : 0];
        else if (v.kind == ValueKind::Integer) other = now == "all" ? "77" : std::to_string(2 * std::stoll(now));
        else if (v.kind == ValueKind::Number) other = "0.25";
        const std::string wrong = v.set({other});
        QVERIFY2(wrong.empty(), (key.name + (": " + wrong)).c_str());
        ++changed;
    }
    void group(const Key& key, bool present, const std::function<void(bool)>&, const std::function<void(FieldVisitor&)>& fields) override {
        if (!present) return;
        const std::string before = m_path;
        m_path += std::string(key.name) + ".";
        fields(*this);
        m_path = before;
    }
    void list(const Key&, std::size_t, const std::function<void(std::size_t)>&,
              const std::function<void(std::size_t, FieldVisitor&)>&) override {}

    int changed = 0;

private:
    std::string m_path;
};

}  // namespace

class TestExperimentFile : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theDesignsExampleReads() {
        const auto r = readExperiment(R"(layerlab: 1
name: hops-layerdrop
seed: 7
task: {kind: hops, length: 31, symbols: 4, max_hops: 3}
model: {family: encoder, layers: 6, hidden: 64, heads: 4, feed_forward: 256, norm: pre, activation: gelu,
        dropout: 0.1, attention_dropout: 0.1, embedding_size: 64, initializer_range: 0.02}
techniques:
  layer_drop: {rate: 0.2, per_layer: uniform}
  sharing: {group_size: 2, share: layer}
train: {steps: 4000, batch_size: 32, optimizer: adamw, learning_rate: 1.0e-3, warmup_steps: 100, schedule: linear,
        weight_decay: 0.01, gradient_clip: 1.0, threads: auto, early_stop: {metric: accuracy, patience: 5}}
evaluate: {every: 200, depths: {keep: every_other, from: 1, to: 6}}
)");
        QVERIFY2(r.ok(), allProblems(r).c_str());
        QCOMPARE(r.experiment.seed, 7u);
        QCOMPARE(slotCount(r.experiment.model), 6);
        QCOMPARE(*r.experiment.techniques.sharing->group_size, 2);
        QCOMPARE(r.experiment.train.early_stop->patience, 5);
        QCOMPARE(r.experiment.evaluate.depths.to, 6);
    }

    void problemsAreFoundWithPlaceAndAdvice_data() {
        QTest::addColumn<QString>("yaml");
        QTest::addColumn<QString>("message");
        const auto row = [](const char* name, const char* body, const char* message) {
            QTest::newRow(name) << QString(head) + body << message;
        };
        row("misspelt key", "train: {stesp: 5}\n", "f.yaml:3:9: unknown key 'stesp'; did you mean 'steps'?");
        row("key in the wrong place", "learning_rate: 0.1\n", "it belongs in 'train'");
        row("wrong type", "train: {steps: many}\n", "f.yaml:3:16: steps: 'many' is not a whole number");
        row("fraction", "train: {steps: 1.5}\n", "not a whole number");
        row("rate 1.5", "techniques: {layer_drop: {rate: 1.5}}\n", "rate: 1.5 is out of range; from 0 to 1 (not itself) is allowed");
        row("nan", "train: {learning_rate: .nan}\n", "is not a number");
        row("infinite", "train: {learning_rate: inf}\n", "out of range");
        row("group size 0", "techniques: {sharing: {group_size: 0}}\n", "group_size: 0 is out of range");
        row("a billion layers", "model: {layers: 1000000000}\n", "from 1 to 10000 is allowed");
        row("heads", "model: {hidden: 64, heads: 5}\n",
            "f.yaml:3:28: heads: hidden, 64, is not divisible by 5; 1, 2, 4, 8, 16, 32 and 64 are");
        row("choice", "model: {norm: middle}\n", "norm: 'middle' is not allowed; allowed: pre, post");
        row("twice", "seed: 1\nseed: 2\n", "f.yaml:4:1: 'seed' is given twice");
        row("tab", "train:\n\tsteps: 5\n", "f.yaml:4:1: a tab is used for indentation");
        row("list for a value", "seed: [1, 2]\n", "one value is expected here, not a list");
        row("map for a value", "seed: {a: 1}\n", "one value is expected here, not a map");
        row("no value", "seed:\n", "has no value");
        row("scalar for a map", "train: fast\n", "a map of keys is expected");
        row("layers and stack", "model: {layers: 2, stack: [{}, {}]}\n", "leave it out where the slots are listed");
        row("rates for slots", "model: {layers: 3}\ntechniques: {layer_drop: {per_layer: [0.1, 0.2]}}\n", "2 rates for 3 slots");
        row("map for slots", "model: {layers: 3}\ntechniques: {sharing: {map: [a, b]}}\n", "2 names for 3 slots");
        row("two sharings", "techniques: {sharing: {group_size: 2, groups: 1}}\n", "only one of group_size, groups and map");
        row("no sharing", "techniques: {sharing: {share: layer}}\n", "one of group_size, groups and map is needed");
        row("shapes", "model: {stack: [{weights: a}, {weights: a, feed_forward: 8}]}\n", "256 and 8 wide");
        row("no rungs", "from: {run: x}\ntechniques: {ladder: {rungs: []}}\n", "name at least one, or say all");
        row("all skipped", "model: {stack: [{skip: true}]}\n", "at least one must run");
        row("depth range", "model: {layers: 3}\nevaluate: {depths: {to: 4}}\n", "to: at most 3");
        row("no train file", "task: {kind: text_file}\n", "train: name the file to train on");
        row("no train file of a language model", "task: {kind: language_model}\n", "f.yaml:3:7: train: name the file to train on");
        row("no train file to be masked", "task: {kind: masked_language_model}\n", "train: name the file to train on");
        row("no train file of pairs", "task: {kind: sequence_pairs}\n", "train: name the file to train on");
        row("kind of task", "task: {kind: hop}\n",
            "f.yaml:3:14: kind: 'hop' is not allowed; allowed: hops, listops, group_words, dyck, modular_addition, composed_tables, "
            "text_file, language_model, masked_language_model, sequence_pairs");
        row("key of another task", "task: {kind: dyck, max_hops: 2}\n",
            "unknown key 'max_hops'; allowed here: kind, kinds, max_depth, min_length, length, valid_examples, test_examples");
        row("two symbols", "task: {symbols: 2}\n", "from 3 to 1000 is allowed");
        row("listops' arguments", "task: {kind: listops, max_arguments: 1}\n", "max_arguments: 1 is out of range; from 2 to 10");
        row("listops' operators", "task: {kind: listops, operator_probability: 1}\n", "from 0 to 1 (not itself) is allowed");
        row("listops' grammar", "task: {kind: listops, grammar: long}\n", "allowed: classic, depth");
        row("listops too shallow", "task: {kind: listops, max_depth: 1}\n",
            "f.yaml:3:34: an expression that begins with an operator has two levels: raise task.max_depth to 2");
        row("listops too short", "task: {kind: listops, max_length: 3}\n",
            "f.yaml:3:35: the shortest of these expressions has 4 tokens: raise task.max_length");
        row("group", "task: {kind: group_words, group: s4}\n", "'s4' is not allowed; allowed: s3, a5, s5, z60");
        row("no group words", "task: {kind: group_words, length: 0}\n", "length: 0 is out of range; from 1 to 4096");
        row("one kind of bracket", "task: {kind: dyck, kinds: 1}\n", "kinds: 1 is out of range; from 2 to 128");
        row("flat brackets", "task: {kind: dyck, max_depth: 1}\n", "max_depth: 1 is out of range; from 2 to 50");
        row("no length of brackets", "task: {kind: dyck, min_length: 20, length: 18}\n",
            "f.yaml:3:32: no sequence of brackets has 20 to 18 of them");
        row("only an odd length of brackets", "task: {kind: dyck, min_length: 17, length: 17}\n", "no sequence of brackets has 17 to 17");
        row("modulus", "task: {kind: modular_addition, modulus: 1}\n", "modulus: 1 is out of range; from 2 to 1000");
        row("all equations", "task: {kind: modular_addition, train_share: 1}\n", "from 0 (not itself) to 1 (not itself)");
        row("no equation", "task: {kind: modular_addition, modulus: 3, train_share: 0.01}\n",
            "f.yaml:3:57: with this task.train_share 0 of 9 sequences would be left to train on");
        row("order of tables", "task: {kind: composed_tables, order: sideways}\n", "allowed: forward, backward");
        row("no lookup", "task: {kind: composed_tables, max_compositions: 0}\n", "max_compositions: 0 is out of range");
        row("text is label", "task: {kind: text_file, train: a.tsv, label_column: 1}\n", "text and label cannot be the same column");
        row("text twice", "task: {kind: text_file, train: a.tsv, text_pair_column: 1}\n", "the two texts cannot be the same column");
        row("second text is label", "task: {kind: text_file, train: a.tsv, text_pair_column: 2}\n",
            "text_pair_column: text and label cannot be the same column");
        row("source is target", "task: {kind: sequence_pairs, train: a.tsv, target_column: 1}\n",
            "target_column: source and target cannot be the same column");
        row("separator", "task: {kind: text_file, train: a.tsv, separator: pipe}\n", "allowed: automatic, tab, comma, semicolon");
        row("quoting", "task: {kind: text_file, train: a.tsv, quoting: single}\n", "allowed: automatic, none, double, backslash");
        row("vocabulary", "task: {kind: text_file, train: a.tsv, vocabulary: {kind: byte}}\n", "allowed: word, character, wordpiece");
        row("split", "task: {kind: language_model, train: a.txt, split: 1}\n", "split: 1 is out of range");
        row("mask share", "task: {kind: masked_language_model, train: a.txt, mask_share: 0}\n", "mask_share: 0 is out of range");
        row("a language model that looks ahead", "task: {kind: language_model, train: a.txt}\nmodel: {attention: bidirectional}\n",
            "f.yaml:4:20: attention: with bidirectional attention the next token is seen");
        row("pairs that look ahead", "task: {kind: sequence_pairs, train: a.txt}\nmodel: {attention: bidirectional}\n",
            "attention: with bidirectional attention the next token is seen");
        row("first stage", "stages: [{from: previous}]\n", "the first stage has no previous one");
        row("broken YAML", "train: {steps: 5\n", "not YAML");
        row("no map", "", "");
    }
    void problemsAreFoundWithPlaceAndAdvice() {
        QFETCH(QString, yaml);
        QFETCH(QString, message);
        if (message.isEmpty()) {
            for (const char* text : {",", "", "- a\n- b\n", "just words", "\x01", "a: \xff"}) QVERIFY(!readExperiment(text).ok());
            return;
        }
        const auto r = readExperiment(yaml.toStdString());
        QVERIFY(!r.ok());
        QVERIFY2(QString::fromStdString(allProblems(r)).contains(message), allProblems(r).c_str());
    }
    void allProblemsAtOnce() {
        const auto r = readExperiment(std::string(head) + "seed: a\ntrain: {steps: b, stesp: 1}\nmodel: {norm: c}\n");
        QCOMPARE(r.problems.size(), std::size_t{4});
        QVERIFY(r.problems[0].line <= r.problems[1].line);
    }
    void hostileFilesEnd() {
        QVERIFY(!readExperiment(std::string(1'000'000, '[')).ok());
        QVERIFY(!readExperiment(std::string(5'000'000, ' ')).ok());
        std::string bomb = "layerlab: 1\na: &a [x, x, x, x, x, x, x, x, x, x]\n";
        for (char c = 'b'; c <= 'i'; ++c) {
            bomb += std::string(1, c) + ": &" + c + " [";
            for (int k = 0; k < 10; ++k) bomb += std::string(k ? ", *" : "*") + static_cast<char>(c - 1);
            bomb += "]\n";
        }
        bomb += "techniques: {sharing: {map: *i}}\n";
        QVERIFY(!readExperiment(bomb).ok());
    }
    void leadingZerosAreDecimal() {
        const auto r = readExperiment(std::string(head) + "train: {steps: 010, batch_size: 1e2}\n");
        QVERIFY2(r.ok(), allProblems(r).c_str());
        QCOMPARE(r.experiment.train.steps, 10);
        QCOMPARE(r.experiment.train.batch_size, 100);
    }
    void settingsOverrideTheFile() {
        const auto r = readExperiment(std::string(head) + "train: {steps: 10}\nstages: [{name: a}, {name: b, train: {steps: 3}}]\n", "",
                                      {{"train.batch_size", "8"}, {"techniques.layer_drop.rate", "0.3"}, {"stages[2].train.steps", "7"}});
        QVERIFY2(r.ok(), allProblems(r).c_str());
        QCOMPARE(r.experiment.stages[0].train.batch_size, 8);
        QCOMPARE(r.experiment.stages[0].techniques.layer_drop->rate, 0.3);
        QCOMPARE(r.experiment.stages[0].train.steps, 10);
        QCOMPARE(r.experiment.stages[1].train.steps, 7);
        const auto wrong = readExperiment(head, "", {{"train.stesp", "8"}});
        QVERIFY2(QString::fromStdString(allProblems(wrong)).contains("--set train.stesp: unknown key 'stesp'; did you mean 'steps'?"),
                 allProblems(wrong).c_str());
        QVERIFY(!readExperiment(head, "", {{"stages[4].name", "x"}}).ok());
        QVERIFY(!readExperiment(head, "", {{"..", "x"}}).ok());
    }
    void stagesInheritAndOverride() {
        const auto r = readExperiment(std::string(head) +
                                      "techniques: {layer_drop: {rate: 0.4}}\ntrain: {steps: 50, learning_rate: 0.01}\n"
                                      "stages: [{name: a}, {name: b, from: previous, techniques: {}, train: {learning_rate: 0.1}}]\n");
        QVERIFY2(r.ok(), allProblems(r).c_str());
        QCOMPARE(r.experiment.stages[0].techniques.layer_drop->rate, 0.4);
        QVERIFY(!r.experiment.stages[1].techniques.layer_drop);
        QCOMPARE(r.experiment.stages[1].train.steps, 50);
        QCOMPARE(r.experiment.stages[1].train.learning_rate, 0.1);
    }
    void techniquesCanBeSwitchedOff() {
        const auto r = readExperiment(std::string(head) + "techniques: {layer_drop: off}\n");
        QVERIFY2(r.ok(), allProblems(r).c_str());
        QVERIFY(!r.experiment.techniques.layer_drop);
    }
    void relativePathsAreRelativeToTheFile() {
        const auto r = readExperiment(std::string(head) + "task: {kind: text_file, train: sub/../t.tsv}\n", "/data/x");
        QCOMPARE(std::get<TextFileTask>(r.experiment.task).train, std::string("/data/x/t.tsv"));
    }
    void everyFileOfEveryTaskIsRelativeToTheFile_data() {
        QTest::addColumn<QString>("kind");
        for (const char* kind : {"text_file", "language_model", "masked_language_model", "sequence_pairs"}) QTest::newRow(kind) << kind;
    }
    void everyFileOfEveryTaskIsRelativeToTheFile() {
        QFETCH(QString, kind);
        const auto r = readExperiment(head + ("task: {kind: " + kind + ", train: a, valid: ../b, test: /c}\n").toStdString(), "/data/x");
        QVERIFY2(r.ok(), allProblems(r).c_str());
        QCOMPARE(*getValue(r.experiment, "task.train"), std::string("/data/x/a"));
        QCOMPARE(*getValue(r.experiment, "task.valid"), std::string("/data/b"));
        QCOMPARE(*getValue(r.experiment, "task.test"), std::string("/c"));
    }
    void readingOnlyTheFirstTokenWithoutSeeingAnyOtherIsWarnedOf() {
        const std::string task = std::string(head) + "task: {kind: listops}\n";
        const auto r = readExperiment(task + "model: {attention: causal}\n");
        QVERIFY2(r.ok() && r.problems.size() == 1, allProblems(r).c_str());
        QCOMPARE(r.problems[0].path, std::string("model.pooling"));
        QVERIFY(readExperiment(task + "model: {attention: causal, pooling: mean}\n").problems.empty());
        QVERIFY(readExperiment(task).problems.empty());
    }

    // ---- every kind of task -----------------------------------------------------------------------------------------
    void aKindAloneIsEnough_data() { addKinds(); }
    void aKindAloneIsEnough() {
        QFETCH(int, kind);
        const std::string file = fromFiles(kind) ? ", train: /data/a.tsv" : "";
        const auto r = readExperiment(head + ("task: {kind: " + taskKinds()[static_cast<std::size_t>(kind)] + file + "}\n"));
        QVERIFY2(r.ok() && r.problems.empty(), allProblems(r).c_str());
        QCOMPARE(static_cast<int>(r.experiment.task.index()), kind);
        const std::string written = writeExperiment(r.experiment);
        QVERIFY2(QString::fromStdString(written).count('\n') <= (fromFiles(kind) ? 8 : 7), written.c_str());  // no default
        QVERIFY(readExperiment(written).experiment == r.experiment);
    }
    void everyKeyOfEveryKindIsReadAndWritten_data() { addKinds(); }
    void everyKeyOfEveryKindIsReadAndWritten() {
        QFETCH(int, kind);
        // Every value is set to another one than its default, through the file.
        Experiment e = plainOf(kind);
        OtherValues other;
        describe(e, other);
        QVERIFY(other.changed > 1);
        QVERIFY2(validate(e).empty(), validate(e).empty() ? "" : validate(e)[0].message.c_str());
        for (const bool all : {false, true}) {
            const std::string written = writeExperiment(e, all);
            const auto r = readExperiment(written);
            QVERIFY2(r.ok(), (allProblems(r) + written).c_str());
            QVERIFY2(r.experiment.task == e.task, written.c_str());
        }
        const auto changed = differences(plainOf(kind), e);
        QCOMPARE(static_cast<int>(changed.size()), other.changed);
        for (const Difference& difference : changed) QVERIFY2(keyHelp(difference.path), difference.path.c_str());
    }
    void keysOfSeveralKindsAreListedOnce() {
        std::map<std::string, int> count;
        for (const KeyHelp& key : allKeys()) ++count[key.path];
        for (const auto& [path, times] : count) QVERIFY2(times == 1, path.c_str());
        for (const char* path : {"task.length", "task.train", "task.vocabulary.kind", "task.mask_share", "task.train_share"})
            QVERIFY2(count.contains(path), path);
        QCOMPARE(keyHelp("task.max_depth")->minimum, 1.0);  // the widest range of all kinds: listops 1 … 50, dyck 2 … 50
        QCOMPARE(keyHelp("task.length")->minimum, 1.0);
        QCOMPARE(keyHelp("task.length")->maximum, 65536.0);
    }

    // Reading what was written gives the same value, short and in full, for many random experiments.
    void writingKeepsTheMeaning_data() {
        QTest::addColumn<int>("seed");
        for (int i = 0; i < 200; ++i) QTest::addRow("%d", i) << i;
    }
    void writingKeepsTheMeaning() {
        QFETCH(int, seed);
        const Draws draws(static_cast<std::uint64_t>(seed), Purpose::Bench);
        std::uint32_t at = 0;
        const auto coin = [&] { return draws.below(at++, 2) == 1; };
        const auto upTo = [&](int n) { return static_cast<int>(draws.below(at++, static_cast<std::uint32_t>(n))); };
        Experiment e;
        e.name = coin() ? "plain" : "with: colon, # hash and 中文 \"quotes\"";
        e.description = coin() ? "" : "line one\nline two\ttab";
        e.seed = draws.bits(at++) >> 12;
        e.task = plainTask(static_cast<std::size_t>(seed) % taskKinds().size());
        if (auto* task = std::get_if<TextFileTask>(&e.task)) {
            task->train = "/data/a b.tsv";
            task->header = coin();
            task->text_column = coin() ? "1" : "sentence";
            task->text_pair_column = coin() ? "" : "4";
            task->label_column = "3";
            task->train_examples = coin() ? 0 : 100;
            task->vocabulary.lower_case = coin();
            task->split = 0.25;
        } else if (auto* hops = std::get_if<HopsTask>(&e.task)) {
            *hops = {16 + upTo(5), 3, upTo(4), 10, 20};
        } else if (coin()) {
            OtherValues other;
            describe(e, other);
        } else if (fromFiles(static_cast<int>(e.task.index()))) {
            std::visit(
                [](auto& read) {
                    if constexpr (requires { read.train; }) read.train = "/data/中 文.txt";
                },
                e.task);
        }
        e.model.stack.assign(static_cast<std::size_t>(2 * (1 + upTo(4))), Slot{});
        e.model.hidden = 48;
        e.model.norm = coin() ? Norm::Pre : Norm::Post;
        e.model.embedding_size = coin() ? 0 : 16;
        e.model.norm_epsilon = coin() ? 1e-12 : 1e-5;
        if (coin()) e.model.stack[1].drop_rate = 0.1;
        if (coin()) e.model.stack[0].frozen = true;
        if (coin()) e.model.stack[0].activation = Activation::Relu;
        if (coin()) {
            auto& drop = e.techniques.layer_drop.emplace();
            drop.rate = 0.05 * (1 + upTo(9));
            if (coin()) drop.per_layer = LayerDropSettings::PerLayer::Linear;
            else if (coin()) drop.rates.assign(e.model.stack.size(), 0.125);
        }
        if (coin()) {
            auto& sharing = e.techniques.sharing.emplace();
            if (coin()) sharing.group_size = 2;
            else if (coin()) sharing.groups = 1;
            else sharing.map.assign(e.model.stack.size(), "all");
            if (coin()) sharing.share = SharingSettings::Share::FeedForward;
        } else if (coin()) {
            e.model.stack[0].attention_weights = e.model.stack[1].attention_weights = "a";
            if (coin()) e.model.stack[0].feed_forward_weights = e.model.stack[1].feed_forward_weights = "a";
        }
        e.train.learning_rate = std::pow(10.0, -upTo(6));
        e.train.threads = upTo(3);
        if (coin()) e.train.early_stop = EarlyStop{EarlyStop::Metric::Loss, 1 + upTo(9)};
        e.evaluate.every = 1 + upTo(1000);
        e.evaluate.depths.keep = static_cast<Strategy>(upTo(3));
        if (coin()) {
            e.stages.assign(static_cast<std::size_t>(1 + upTo(3)), Stage{"s", {}, {}, e.techniques, e.train, e.evaluate});
            for (std::size_t i = 0; i < e.stages.size(); ++i) {
                e.stages[i].name += std::to_string(i);
                if (i > 0) e.stages[i].from.kind = Origin::Kind::Previous;
                e.stages[i].train.steps = 1 + upTo(100);
                if (coin()) e.stages[i].techniques.layer_drop.reset();
                if (coin()) e.stages[i].train.early_stop.reset();
            }
        }
        for (const bool all : {false, true}) {
            const std::string text = writeExperiment(e, all);
            const auto r = readExperiment(text);
            QVERIFY2(r.ok(), (allProblems(r) + text).c_str());
            const auto changed = differences(all ? expanded(e) : e, r.experiment);
            QVERIFY2(changed.empty(),
                     changed.empty() ? "" : (changed[0].path + ": " + changed[0].left + " → " + changed[0].right + "\n" + text).c_str());
            QVERIFY((all ? expanded(e) : e) == r.experiment);
        }
    }
    void shortFilesStayShort() {
        Experiment e;
        e.name = "small";
        const std::string text = writeExperiment(e);
        QVERIFY2(std::count(text.begin(), text.end(), '\n') <= 7, text.c_str());
    }
    void fullFilesNameEveryDefault() {
        const std::string text = writeExperiment(Experiment{}, true);
        for (const auto& key : allKeys()) {
            if (key.path.find("[]") != std::string::npos || key.path.starts_with("techniques.") ||
                key.path.find("early_stop") != std::string::npos || key.path.starts_with("sweep.") || key.path == "description" || key.path == "model.stack")
                continue;
            if (key.path.starts_with("task.") && !getValue(Experiment{}, key.path)) continue;  // of the other task
            QVERIFY2(text.find(key.path.substr(key.path.rfind('.') + 1) + ":") != std::string::npos, key.path.c_str());
        }
    }
    void differencesAreData() {
        Experiment a, b;
        b.train.steps = 7;
        b.techniques.layer_drop.emplace();
        const auto found = differences(a, b);
        QCOMPARE(found.size(), std::size_t{3});
        QVERIFY(std::any_of(found.begin(), found.end(),
                            [](const Difference& d) { return d.path == "train.steps" && d.left == "2000" && d.right == "7"; }));
        QVERIFY(differences(a, a).empty());
    }
    void everyKeyHasHelp() {
        QVERIFY(allKeys().size() > 60);
        for (const auto& key : allKeys()) QVERIFY2(key.help.size() > 10, key.path.c_str());
        QVERIFY(keyHelp("model.stack[3].heads"));
        QVERIFY(!keyHelp("model.nothing"));
    }
};

QTEST_APPLESS_MAIN(TestExperimentFile)
#include "tst_experiment_file.moc"
