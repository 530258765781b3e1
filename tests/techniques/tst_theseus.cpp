// BERT-of-Theseus as the paper and its code have it (conformance check 8).
#include <torch/torch.h>

#include <QtTest/QtTest>

#include <numeric>

#include "engine/depths/evaluate.h"
#include "engine/techniques/theseus.h"
#include "tests/model_fixture.h"

using namespace layerlab;

namespace {

using Schedule = TheseusSettings::Schedule;
using EmptyDraw = TheseusSettings::EmptyDraw;
using Initialise = TheseusSettings::Initialise;

TheseusSettings atRate(double rate) {
    TheseusSettings settings;
    settings.schedule = {Schedule::Kind::Constant, rate, 0, {}};
    return settings;
}

// Half as many successor layers as there are layers.
Experiment replacing(const TheseusSettings& settings, int layers = 4) {
    Experiment e = smallExperiment(layers);
    e.techniques.theseus = settings;
    return e;
}

struct Replaced : Fixture {
    explicit Replaced(const Experiment& e) : Fixture(e), settings(*e.techniques.theseus), theseus(model.blueprint(), settings) {}
    explicit Replaced(const TheseusSettings& s, int layers = 4) : Replaced(replacing(s, layers)) {}
    Plan plan(const PassPlace& place) const {
        Plan made = trainingPlan(model.blueprint());
        theseus.planTraining(made, place);
        return made;
    }
    // The first plan, over the steps, with exactly these modules replaced.
    Plan planWith(const std::vector<bool>& replaced) const {
        for (int step = 0; step < 1000; ++step)
            if (const Plan made = plan({1, step, 0}); made.replaced == replaced) return made;
        throw std::runtime_error("never drawn");
    }
    StepResult step(const PassPlace& place, double learning_rate = 0.01) {
        return trainStep(model, makeTechniques(model.blueprint(), experiment.techniques), place, batch, experiment.train, learning_rate);
    }
    std::map<std::string, torch::Tensor> values() const {
        std::map<std::string, torch::Tensor> all;
        for (const auto& s : model.segments()) all[s->name()] = s->values.clone();
        return all;
    }
    std::set<std::string> changedSince(const std::map<std::string, torch::Tensor>& before) const {
        std::set<std::string> names;
        for (const auto& [name, value] : before)
            if (!torch::equal(segment(name).values, value)) names.insert(name);
        return names;
    }
    TheseusSettings settings;
    Theseus theseus;
};

bool hasGradient(const Segment& segment) {
    for (std::size_t i = 0; i < segment.count(); ++i)
        if (segment[i].grad().defined()) return true;
    return false;
}

std::set<std::string> halves(const std::string& stack, int number) {
    return {stack + "attention." + std::to_string(number), stack + "feed_forward." + std::to_string(number)};
}

// How often each module is replaced over n passes.
std::vector<double> frequencies(const Replaced& f, int n) {
    std::vector<double> share(f.model.blueprint().modules.size());
    for (int step = 0; step < n; ++step) {
        const Plan plan = f.plan({5, step, 0});
        for (std::size_t i = 0; i < share.size(); ++i) share[i] += plan.replaced[i] ? 1.0 / n : 0.0;
    }
    return share;
}

}  // namespace

class TestTheseus : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // b = 0.3, k = 0.0006 of the reference's README: 0.3 + 0.0006 t, 1 from step 1167 on.
    void theLinearRateIsTheReferences() {
        const Schedule schedule{Schedule::Kind::Linear, 0.3, std::lround(0.7 / 0.0006), {}};
        QCOMPARE(replacingRate(schedule, 0), 0.3);
        for (const int t : {1, 100, 500, 1000, 1166}) QVERIFY(std::abs(replacingRate(schedule, t) - (0.3 + 0.0006 * t)) < 3e-4);
        QVERIFY(replacingRate(schedule, 1166) < 1);
        QCOMPARE(replacingRate(schedule, 1167), 1.0);
        QCOMPARE(replacingRate(schedule, 5000), 1.0);
    }
    void aConstantRateEndsWithTheReplacing() {
        const Schedule schedule{Schedule::Kind::Constant, 0.5, 10, {}};
        QCOMPARE(replacingRate(schedule, 0), 0.5);
        QCOMPARE(replacingRate(schedule, 9), 0.5);
        QCOMPARE(replacingRate(schedule, 10), 1.0);
        const Schedule endless{Schedule::Kind::Constant, 0.5, 0, {}};
        QCOMPARE(replacingRate(endless, 1000000), 0.5);
    }
    void aDrawnRateGoesThroughItsPoints() {
        const Schedule schedule{Schedule::Kind::Points, 0.3, 7, {{10, 0.2}, {100, 0.8}, {200, 0.5}}};
        QCOMPARE(replacingRate(schedule, 0), 0.2);
        QCOMPARE(replacingRate(schedule, 10), 0.2);
        QCOMPARE(replacingRate(schedule, 55), 0.5);
        QCOMPARE(replacingRate(schedule, 100), 0.8);
        QCOMPARE(replacingRate(schedule, 150), 0.65);
        QCOMPARE(replacingRate(schedule, 200), 0.5);
        QCOMPARE(replacingRate(schedule, 9000), 0.5);
    }
    void theRateIsTheStages() {
        TheseusSettings settings;
        settings.schedule = {Schedule::Kind::Linear, 0.2, 100, {}};
        const Replaced f(settings);
        std::map<std::string, double> scalars;
        const PassPlace place{1, 5000, 0, 50, 200};
        const Plan plan = f.plan(place);
        f.theseus.scalars(f.model, plan, place, scalars);
        QCOMPARE(scalars.at("theseus.rate"), 0.6);
        QCOMPARE(scalars.at("theseus.replaced"), static_cast<double>(std::count(plan.replaced.begin(), plan.replaced.end(), true)));
    }

    // Over 10⁴ passes each module is replaced within 4 σ of p, and modules are independent (|r| < 4/√n).
    void drawsHaveTheirRateAndAreIndependent() {
        constexpr double p = 0.3;
        constexpr int n = 10000;
        const Replaced f(atRate(p), 8);
        std::vector<std::vector<double>> drawn(4, std::vector<double>(n));
        for (int step = 0; step < n; ++step) {
            const Plan plan = f.plan({11, step, 0});
            for (std::size_t i = 0; i < 4; ++i) drawn[i][static_cast<std::size_t>(step)] = plan.replaced[i] ? 1 : 0;
        }
        for (std::size_t a = 0; a < 4; ++a) {
            const double mean = std::accumulate(drawn[a].begin(), drawn[a].end(), 0.0) / n;
            QVERIFY2(std::abs(mean - p) < 4 * std::sqrt(p * (1 - p) / n), qPrintable(QString::number(mean)));
            for (std::size_t b = a + 1; b < 4; ++b) {
                double covariance = 0;
                for (std::size_t i = 0; i < n; ++i) covariance += (drawn[a][i] - p) * (drawn[b][i] - p);
                const double r = covariance / n / (p * (1 - p));
                QVERIFY2(std::abs(r) < 4 / std::sqrt(n), qPrintable(QString::number(r)));
            }
        }
    }
    void theSamePlaceDrawsTheSame() {
        const Replaced f(atRate(0.5), 16), other(atRate(0.5), 16);
        std::set<std::vector<bool>> steps, micro, seeds;
        for (int step = 0; step < 50; ++step) {
            QCOMPARE(f.plan({3, step, 0}).replaced, other.plan({3, step, 0, 900, 1000}).replaced);
            steps.insert(f.plan({3, step, 0}).replaced);
            seeds.insert(f.plan({static_cast<std::uint64_t>(step), 7, 0}).replaced);
            micro.insert(f.plan({3, 7, static_cast<std::uint32_t>(step)}).replaced);
        }
        for (const auto* different : {&steps, &micro, &seeds}) QVERIFY(different->size() > 30);
    }
    void everyModuleRunsOneOfBoth() {
        const Replaced f(atRate(0.5));
        const Plan plan = f.planWith({true, false});
        const auto& steps = plan.encoder().steps;
        QCOMPARE(steps.size(), std::size_t{3});
        QCOMPARE(steps[0].stack, 1);
        QCOMPARE(steps[0].slot, 1);
        QVERIFY(steps[0].learning == Learning::Trained);
        for (const int i : {1, 2}) {
            QCOMPARE(steps[static_cast<std::size_t>(i)].stack, 0);
            QCOMPARE(steps[static_cast<std::size_t>(i)].slot, i + 2);
            QVERIFY(steps[static_cast<std::size_t>(i)].learning == Learning::Frozen);
        }
        QVERIFY(plan.embeddings.learning == Learning::Frozen);
        QVERIFY(plan.head.learning == Learning::Frozen);
    }
    void unevenModulesRunWhole() {
        TheseusSettings settings = atRate(0.5);
        settings.modules = {{1}, {2, 3, 4}};
        const Replaced f(settings);
        const Plan plan = f.planWith({true, false});
        QCOMPARE(plan.encoder().route(), (Route{1, 2, 3, 4}));
        QCOMPARE(plan.encoder().steps[0].stack, 1);
        QCOMPARE(plan.encoder().steps[1].stack, 0);
        QCOMPARE(f.planWith({false, true}).encoder().route(), (Route{1, 2}));
    }
    void rateOneIsTheSuccessorAndRateZeroThePredecessor() {
        const Replaced all(atRate(1));
        QVERIFY(torch::equal(all.logits(all.plan({1, 0, 0})), all.logits(all.model.fullPlan())));
        const Replaced none(atRate(0));
        const Fixture predecessor(smallExperiment());
        QVERIFY(torch::equal(none.logits(none.plan({1, 0, 0})), predecessor.logits(predecessor.model.fullPlan())));
    }
    void evaluationIsTheSuccessorAlone() {
        const Replaced f(atRate(0.3));
        const Plan plan = f.model.fullPlan();
        QCOMPARE(plan.encoder().route(), (Route{1, 2}));
        for (const Step& step : plan.encoder().steps) QCOMPARE(step.stack, 1);
        const torch::Tensor before = f.logits(plan);
        const auto batches = f.data->batches(Split::Valid, 32);
        const double loss = evaluateRoutes(f.model, *f.data, batches, {{1, 2}}).front().loss;
        for (int i = 0; i < 4; ++i)
            for (const std::string& name : halves("", i)) f.segment(name).values.zero_();
        QVERIFY(torch::equal(f.logits(plan), before));
        QCOMPARE(evaluateRoutes(f.model, *f.data, batches, {{1, 2}}).front().loss, loss);
        f.segment("successor.attention.1").values.zero_();
        QVERIFY(!torch::equal(f.logits(plan), before));
    }

    // Predecessor, embeddings and head have no gradient and keep every bit; of the successor what ran changes, nothing else.
    void onlySuccessorLayersThatRanLearn() {
        Replaced f(atRate(0.5));
        std::set<std::vector<bool>> seen;
        for (int step = 0; step < 20; ++step) {
            const auto before = f.values();
            const StepResult result = f.step({1, step, 0, step, 20});
            std::set<std::string> expected;
            for (int i = 0; i < 2; ++i)
                if (result.plan.replaced[static_cast<std::size_t>(i)]) expected.merge(halves("successor.", i));
            QVERIFY(f.changedSince(before) == expected);
            if (!result.skipped)
                for (const auto& segment : f.model.segments()) QCOMPARE(hasGradient(*segment), expected.count(segment->name()) > 0);
            seen.insert(result.plan.replaced);
        }
        QCOMPARE(seen.size(), std::size_t{4});
    }
    void gradientsPassThroughFrozenModules() {
        Replaced f(atRate(0.5));
        f.backward(f.planWith({true, false}));
        QVERIFY(f.segment("successor.attention.0").gradient.abs().sum().item<float>() > 0);
        QVERIFY(f.segment("successor.feed_forward.0").gradient.abs().sum().item<float>() > 0);
        for (const char* name : {"embeddings", "head", "attention.2", "feed_forward.3", "successor.attention.1"})
            QVERIFY2(!hasGradient(f.segment(name)), name);
    }
    void aTrainedHeadIsAChoice() {
        TheseusSettings settings = atRate(0.5);
        settings.train_head = true;
        Replaced f(settings);
        f.backward(f.planWith({true, false}));
        QVERIFY(hasGradient(f.segment("head")));
        QVERIFY(!hasGradient(f.segment("embeddings")));
    }
    // The reference clips over frozen gradients too, which shrinks what the successor learns.
    void theClippedNormIsOfTrainedWeightsOnly() {
        Replaced f(atRate(0.5));
        const Plan plan = f.planWith({true, false});
        int step = 0;
        while (f.plan({1, step, 0}).replaced != plan.replaced) ++step;
        f.backward(plan);
        double squares = 0;
        for (const std::string& name : halves("successor.", 0)) squares += f.segment(name).gradient.square().sum().item<double>();
        Plan reference = plan;
        for (Step& each : reference.encoder().steps) each.learning = Learning::Trained;
        Replaced soft(atRate(0.5));
        soft.backward(reference);
        double all = 0;
        for (const Segment* segment : soft.model.trainedBy(reference)) all += segment->gradient.square().sum().item<double>();
        const double norm = f.step({1, step, 0}, 0).gradient_norm;
        QVERIFY(std::abs(norm / std::sqrt(squares) - 1) < 1e-5);
        QVERIFY(norm < 0.99 * std::sqrt(all));
    }

    void anEmptyDrawIsSkippedAndSaid() {
        Replaced f(atRate(0));
        const auto before = f.values();
        const StepResult result = f.step({1, 0, 0});
        QVERIFY(result.skipped);
        QVERIFY(result.losses.empty());
        QCOMPARE(result.plan.replaced, (std::vector<bool>{false, false}));
        QVERIFY(f.changedSince(before).empty());
        for (const auto& segment : f.model.segments()) QCOMPARE(segment->updates, 0);
        QVERIFY(!f.step({1, 0, 0, 0, 1}).plan.encoder().steps.empty());
        TheseusSettings settings = atRate(0);
        settings.train_head = true;
        Replaced head(settings);
        const auto values = head.values();
        QVERIFY(!head.step({1, 0, 0}).skipped);  // the head has something to learn
        QVERIFY(head.changedSince(values) == (std::set<std::string>{"head"}));
    }
    // p = 0.3 and two modules: 0.49 of the draws are empty. Drawing again makes p / 0.51 of it, forcing one p + 0.49 / 2.
    void otherWaysOutRaiseTheRate_data() {
        QTest::addColumn<int>("empty_draw");
        QTest::addColumn<double>("expected");
        QTest::addRow("skip") << static_cast<int>(EmptyDraw::Skip) << 0.3;
        QTest::addRow("redraw") << static_cast<int>(EmptyDraw::Redraw) << 0.3 / 0.51;
        QTest::addRow("force") << static_cast<int>(EmptyDraw::Force) << 0.3 + 0.49 / 2;
    }
    void otherWaysOutRaiseTheRate() {
        QFETCH(int, empty_draw);
        QFETCH(double, expected);
        TheseusSettings settings = atRate(0.3);
        settings.empty_draw = static_cast<EmptyDraw>(empty_draw);
        const Replaced f(settings);
        constexpr int n = 4000;
        for (const double share : frequencies(f, n))
            QVERIFY2(std::abs(share - expected) < 4 * std::sqrt(expected * (1 - expected) / n), qPrintable(QString::number(share)));
        int empty = 0;
        for (int step = 0; step < 200; ++step) empty += f.plan({2, step, 0}).replaced == std::vector<bool>{false, false} ? 1 : 0;
        QCOMPARE(empty > 0, settings.empty_draw == EmptyDraw::Skip);
    }
    void somethingIsReplacedEvenAtRateZero_data() {
        QTest::addColumn<int>("empty_draw");
        QTest::addRow("redraw") << static_cast<int>(EmptyDraw::Redraw);
        QTest::addRow("force") << static_cast<int>(EmptyDraw::Force);
    }
    void somethingIsReplacedEvenAtRateZero() {
        QFETCH(int, empty_draw);
        TheseusSettings settings = atRate(0);
        settings.empty_draw = static_cast<EmptyDraw>(empty_draw);
        const Replaced f(settings);
        for (int step = 0; step < 20; ++step) {
            const auto replaced = f.plan({2, step, 0}).replaced;
            QCOMPARE(std::count(replaced.begin(), replaced.end(), true), 1);
        }
    }

    // Su's variant.
    void embeddingsAreReplacedLikeAModule() {
        TheseusSettings settings = atRate(0.5);
        settings.replace_embeddings = true;
        const Replaced f(settings);
        QCOMPARE(f.model.fullPlan().embeddings.which, 1);
        constexpr int n = 2000;
        int own = 0;
        for (int step = 0; step < n; ++step) {
            const Plan plan = f.plan({1, step, 0});
            QCOMPARE(plan.replaced.size(), std::size_t{2});
            own += plan.embeddings.which;
            QVERIFY(plan.embeddings.learning == (plan.embeddings.which == 1 ? Learning::Trained : Learning::Frozen));
            std::set<std::string> trained;
            for (const Segment* segment : f.model.trainedBy(plan)) trained.insert(segment->name());
            QCOMPARE(trained.count("successor.embeddings"), static_cast<std::size_t>(plan.embeddings.which));
            QCOMPARE(trained.count("embeddings"), std::size_t{0});
        }
        QVERIFY(std::abs(own - n / 2) < 4 * std::sqrt(n * 0.25));
        const torch::Tensor before = f.logits(f.model.fullPlan());
        f.segment("embeddings").values.zero_();
        QVERIFY(torch::equal(f.logits(f.model.fullPlan()), before));
    }
    void thePredecessorsDropoutIsAChoice_data() {
        QTest::addColumn<bool>("drops");
        QTest::addRow("as the reference") << true;
        QTest::addRow("off") << false;
    }
    void thePredecessorsDropoutIsAChoice() {
        QFETCH(bool, drops);
        TheseusSettings settings = atRate(0);
        settings.predecessor_dropout = drops;
        Experiment e = replacing(settings);
        e.model.dropout = e.model.attention_dropout = 0.5;
        const Replaced f(e);
        const Plan plan = f.plan({1, 0, 0});
        torch::NoGradGuard no_grad;
        Dropout active(Draws(1, Purpose::Dropout));
        QCOMPARE(torch::equal(f.model.forward(f.batch, plan, active).logits, f.logits(plan)), !drops);
        // The successor's is on all the same.
        settings.schedule.base_rate = 1;
        const Replaced replaced(settings);
        const Plan all = replaced.plan({1, 0, 0});
        for (const Step& step : all.encoder().steps) QVERIFY(step.dropout);
    }

    void theSuccessorStartsFromChosenLayers_data() {
        QTest::addColumn<int>("initialise");
        QTest::addColumn<std::vector<int>>("from");
        QTest::addRow("first") << static_cast<int>(Initialise::First) << std::vector<int>{0, 1};
        QTest::addRow("module starts") << static_cast<int>(Initialise::ModuleStarts) << std::vector<int>{0, 2};
        QTest::addRow("module ends") << static_cast<int>(Initialise::ModuleEnds) << std::vector<int>{1, 3};
        QTest::addRow("spread") << static_cast<int>(Initialise::Spread) << std::vector<int>{0, 3};
    }
    void theSuccessorStartsFromChosenLayers() {
        QFETCH(int, initialise);
        QFETCH(std::vector<int>, from);
        TheseusSettings settings = atRate(0.5);
        settings.initialise = static_cast<Initialise>(initialise);
        Replaced f(settings);
        const auto before = f.values();
        f.theseus.begin({f.model, *f.data, 1, {}});
        for (std::size_t i = 0; i < from.size(); ++i)
            for (const std::string half : {"attention.", "feed_forward."}) {
                const Segment& copy = f.segment("successor." + half + std::to_string(i));
                const Segment& original = f.segment(half + std::to_string(from[i]));
                QVERIFY(torch::equal(copy.values, original.values));
                QVERIFY(copy.values.data_ptr<float>() != original.values.data_ptr<float>());
            }
        std::set<std::string> expected = halves("successor.", 0);
        expected.merge(halves("successor.", 1));
        QVERIFY(f.changedSince(before) == expected);
    }
    void aRandomStartIsLeftAlone() {
        TheseusSettings settings = atRate(0.5);
        settings.initialise = Initialise::Random;
        Replaced f(settings);
        const auto before = f.values();
        f.theseus.begin({f.model, *f.data, 1, {}});
        QVERIFY(f.changedSince(before).empty());
        for (int i = 0; i < 4; ++i)
            QVERIFY(!torch::equal(f.segment("successor.attention.0").values, f.segment("attention." + std::to_string(i)).values));
    }
    void replacedEmbeddingsStartAsCopies() {
        TheseusSettings settings = atRate(0.5);
        settings.replace_embeddings = true;
        Replaced f(settings);
        QVERIFY(!torch::equal(f.segment("successor.embeddings").values, f.segment("embeddings").values));
        f.theseus.begin({f.model, *f.data, 1, {}});
        QVERIFY(torch::equal(f.segment("successor.embeddings").values, f.segment("embeddings").values));
    }
    void sharingIsWithinTheSuccessor() {
        TheseusSettings settings = atRate(0.5);
        settings.initialise = Initialise::ModuleEnds;
        Experiment e = replacing(settings);
        e.techniques.sharing.emplace().groups = 1;
        Replaced f(e);
        QCOMPARE(f.model.segments().size(), std::size_t{2 + 4 * 2 + 2});
        f.theseus.begin({f.model, *f.data, 1, {}});
        // From the first of the layers that the shared one stands for.
        QVERIFY(torch::equal(f.segment("successor.attention.0").values, f.segment("attention.1").values));
        QVERIFY(torch::equal(f.segment("successor.feed_forward.0").values, f.segment("feed_forward.1").values));
        for (const auto& replaced : {std::vector<bool>{true, false}, std::vector<bool>{false, true}}) {
            int step = 0;
            while (f.plan({1, step, 0}).replaced != replaced) ++step;
            const auto before = f.values();
            QVERIFY(!f.step({1, step, 0}).skipped);
            QVERIFY(f.changedSince(before) == halves("successor.", 0));
        }
    }
};

QTEST_APPLESS_MAIN(TestTheseus)
#include "tst_theseus.moc"
