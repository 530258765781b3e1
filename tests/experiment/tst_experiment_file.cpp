#include <QtTest>

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
        row("all skipped", "model: {stack: [{skip: true}]}\n", "at least one must run");
        row("depth range", "model: {layers: 3}\nevaluate: {depths: {to: 4}}\n", "to: at most 3");
        row("no train file", "task: {kind: text_file}\n", "name the file of training examples");
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
        if (coin()) {
            TextFileTask task;
            task.train = "/data/a b.tsv";
            task.header = coin();
            task.text_column = coin() ? "1" : "sentence";
            task.label_column = "3";
            task.train_examples = coin() ? 0 : 100;
            task.vocabulary.lower_case = coin();
            task.split = 0.25;
            e.task = task;
        } else {
            e.task = HopsTask{16 + upTo(5), 3, upTo(4), 10, 20};
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
            e.stages.assign(static_cast<std::size_t>(1 + upTo(3)), Stage{"s", Stage::From::Scratch, e.techniques, e.train, e.evaluate});
            for (std::size_t i = 0; i < e.stages.size(); ++i) {
                e.stages[i].name += std::to_string(i);
                if (i > 0) e.stages[i].from = Stage::From::Previous;
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
                key.path.find("early_stop") != std::string::npos || key.path == "description" || key.path == "model.stack")
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
