// Distillation: its terms against values computed by hand, the map of layers, and who learns (methods: Hinton et al. 2015,
// Sun et al. 2019, Jiao et al. 2020, Wang et al. 2020).
#include <torch/torch.h>

#include <QtTest/QtTest>

#include <cmath>
#include <limits>

#include "engine/experiment/layer_map.h"
#include "engine/techniques/distillation.h"
#include "engine/techniques/distillation_losses.h"
#include "tests/model_fixture.h"

using namespace layerlab;
using Pairs = std::vector<std::pair<int, int>>;

namespace {

constexpr float lowest = std::numeric_limits<float>::lowest();

std::vector<int> slotsTo(int n) {
    std::vector<int> all;
    for (int i = 1; i <= n; ++i) all.push_back(i);
    return all;
}

torch::Tensor numbers(const std::vector<float>& values, const std::vector<std::int64_t>& shape) {
    return torch::tensor(values).view(shape);
}

bool near(const torch::Tensor& value, double expected, double within = 1e-5) { return std::abs(value.item<double>() - expected) < within; }

DistillationSettings onlySoft(double share) {
    DistillationSettings settings;
    settings.soft_labels = share;
    return settings;
}

DistillationSettings only(double DistillationSettings::*term) {
    DistillationSettings settings = onlySoft(0);
    settings.*term = 1;
    return settings;
}

DistillationSettings everything() {
    DistillationSettings settings;
    settings.hidden = settings.attention = settings.relation = 1;
    return settings;
}

std::unique_ptr<EncoderModel> teacherFrom(const Experiment& e, const TaskSize& size) {
    return std::make_unique<EncoderModel>(e, e.techniques, size);
}

// A student with its teacher (another seed unless it is the same), and one pass of both.
struct Pair {
    Pair(const Experiment& own, const Experiment& other, const DistillationSettings& settings) : f(own) {
        auto model = teacherFrom(other, f.data->size());
        teacher = model.get();
        distillation = std::make_unique<Distillation>(f.model.blueprint(), settings, std::move(model));
        distillation->begin({f.model, *f.data, 5, {}});
    }
    LossTerms pass(const Route& route, const TensorBatch& batch) {
        distillation->prepare(f.model, {});
        plan = f.model.planOf(route);
        distillation->planTraining(plan, {});
        bindTrained(f.model, f.model.trainedBy(plan));
        for (Segment* segment : distillation->segments()) segment->bindGradients();
        Dropout none;
        output = f.model.forward(batch, plan, none);
        LossTerms terms{{"task", {f.model.loss(output.logits, batch.labels), 1}}};
        distillation->addLosses(terms, batch, output, plan);
        return terms;
    }
    LossTerms pass(const Route& route) { return pass(route, f.batch); }
    LossTerms pass() { return pass(fullRoute(f.model.blueprint())); }
    double leftOut() const {
        std::map<std::string, double> named;
        distillation->scalars(f.model, plan, {}, named);
        return named.at("distillation.left_out");
    }
    // What the teacher says where it is asked alone.
    Output asked(const std::set<Tap>& taps) const {
        torch::NoGradGuard no_grad;
        Plan whole = teacher->fullPlan();
        whole.taps = taps;
        Dropout none;
        return teacher->forward(f.batch, whole, none);
    }
    Fixture f;
    EncoderModel* teacher = nullptr;
    std::unique_ptr<Distillation> distillation;
    Plan plan;
    Output output;
};

Experiment seeded(int layers, std::uint64_t seed) {
    Experiment e = smallExperiment(layers);
    e.seed = seed;
    return e;
}

torch::Tensor sum(const LossTerms& terms) {
    torch::Tensor loss;
    for (const auto& [name, term] : terms) loss = loss.defined() ? loss + term.value * term.weight : term.value * term.weight;
    return loss;
}

std::string refusal(const Experiment& student, const Experiment& teacher, const DistillationSettings& settings, TaskSize size) {
    const TaskSize own = expectedTaskSize(student.task);
    EncoderModel model(student, student.techniques, own);
    try {
        Distillation(model.blueprint(), settings, teacherFrom(teacher, size)).prepare(model, {});
    } catch (const Error& error) {
        return error.kind() == ErrorKind::BadInput ? error.what() : "of another kind";
    }
    return {};
}

}  // namespace

class TestDistillation : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // methods.md 6.2: 12 to 6 is 2, 4, … 10 (from 1) by skip, 7 … 11 by last.
    void theMapIsThatOfThePapers_data() {
        QTest::addColumn<int>("map");
        QTest::addColumn<int>("student");
        QTest::addColumn<int>("teacher");
        QTest::addColumn<std::vector<int>>("slots");  // of the teacher, for student slots 1, 2, …
        using Map = DistillationSettings::Map;
        const auto row = [](const char* name, Map map, int student, int teacher, const std::vector<int>& taught) {
            QTest::newRow(name) << static_cast<int>(map) << student << teacher << taught;
        };
        row("uniform 12 to 6", Map::Uniform, 6, 12, {2, 4, 6, 8, 10, 12});
        row("uniform 12 to 3", Map::Uniform, 3, 12, {4, 8, 12});
        row("uniform 6 to 3", Map::Uniform, 3, 6, {2, 4, 6});
        row("uniform 7 to 3", Map::Uniform, 3, 7, {2, 4, 7});
        row("uniform 4 to 4", Map::Uniform, 4, 4, {1, 2, 3, 4});
        row("skip 12 to 6", Map::Skip, 6, 12, {2, 4, 6, 8, 10});
        row("skip 12 to 1", Map::Skip, 1, 12, {});
        row("last 12 to 6", Map::Last, 6, 12, {7, 8, 9, 10, 11});
        row("last 6 to 3", Map::Last, 3, 6, {4, 5});
    }
    void theMapIsThatOfThePapers() {
        QFETCH(int, map);
        QFETCH(int, student);
        QFETCH(int, teacher);
        QFETCH(std::vector<int>, slots);
        DistillationSettings settings;
        settings.map = static_cast<DistillationSettings::Map>(map);
        Pairs expected;
        for (std::size_t i = 0; i < slots.size(); ++i) expected.emplace_back(static_cast<int>(i) + 1, slots[i]);
        QCOMPARE(layerMap(settings, slotsTo(student), slotsTo(teacher)), expected);
    }
    void theMapCountsOnlySlotsThatRun() {
        DistillationSettings settings;
        QCOMPARE(layerMap(settings, {1, 3}, {2, 4, 5, 6}), (Pairs{{1, 4}, {3, 6}}));
        QCOMPARE(layerMap(settings, {1, 2, 3, 4}, {1, 2}), (Pairs{{2, 1}, {3, 1}, {4, 2}}));  // 1 has nothing below it
        settings.map = DistillationSettings::Map::Pairs;
        settings.pairs = {{3, 1}, {1, 5}};
        QCOMPARE(layerMap(settings, {1, 3}, {2, 4}), (Pairs{{3, 1}, {1, 5}}));
    }

    // T = 2: teacher (½, ¼, ¼) and student (¼, ¼, ½): KL = ¼ ln 2; teacher even, student (½, ¼, ¼): KL = ⅓ ln 32/27.
    void softLabelsAreTheDivergenceByHand() {
        const auto row = [](double a, double b, double c) { return 2 * torch::log(torch::tensor({a, b, c})); };
        const torch::Tensor teacher = torch::stack({row(.5, .25, .25), row(1, 1, 1), row(.9, .05, .05)});
        const torch::Tensor student = torch::stack({row(.25, .25, .5), row(.5, .25, .25), row(.05, .05, .9)});
        const double first = 0.25 * std::log(2.0), second = std::log(32.0 / 27) / 3;
        const torch::Tensor labels = torch::tensor({0, 2, static_cast<int>(ignored_label)}, torch::kInt64);
        QVERIFY(near(softLabelLoss(student, teacher, labels, 2), 4 * (first + second) / 2));
        const auto firstTwo = [](const torch::Tensor& x) { return x.narrow(0, 0, 2).unsqueeze(0); };
        QVERIFY(near(softLabelLoss(firstTwo(student), firstTwo(teacher), labels.narrow(0, 0, 2).unsqueeze(0), 2), 2 * (first + second)));
        const torch::Tensor nobody = torch::full({3}, ignored_label, torch::kInt64);
        QCOMPARE(softLabelLoss(student, teacher, nobody, 2).item<double>(), 0.0);
    }
    void softLabelsTakeTheirShareFromTheTask() {
        Pair p(seeded(2, 1), seeded(2, 2), onlySoft(0.3));
        const LossTerms terms = p.pass();
        QCOMPARE(terms.size(), std::size_t{2});
        QCOMPARE(terms.at("task").weight, 0.7);
        QCOMPARE(terms.at("soft_labels").weight, 0.3);
        QVERIFY(torch::equal(terms.at("soft_labels").value, softLabelLoss(p.output.logits, p.asked({}).logits, p.f.batch.labels, 2)));
        QVERIFY(terms.at("soft_labels").value.item<double>() > 1e-3);
        QCOMPARE(Pair(seeded(2, 1), seeded(2, 2), onlySoft(1)).pass().at("task").weight, 0.0);
    }
    void withoutWeightsTrainingIsPlain() {
        Fixture plain(seeded(2, 1));
        Pair p(seeded(2, 1), seeded(4, 2), onlySoft(0));
        TechniqueList none, distilled;
        distilled.push_back(std::move(p.distillation));
        for (std::int64_t step = 0; step < 3; ++step) {
            const StepResult a = trainStep(plain.model, none, {1, step}, plain.batch, Train{}, 0.01);
            const StepResult b = trainStep(p.f.model, distilled, {1, step}, p.f.batch, Train{}, 0.01);
            QCOMPARE(b.loss, a.loss);
            QCOMPARE(b.losses, a.losses);
        }
        for (const auto& segment : plain.model.segments()) QVERIFY(torch::equal(segment->values, p.f.segment(segment->name()).values));
    }

    void aStudentThatIsItsTeacherHasNothingToLearn_data() {
        QTest::addColumn<bool>("normalise");
        QTest::addColumn<int>("attention_of");
        QTest::addColumn<int>("relation_of");
        QTest::newRow("states, scores, values") << false << 0 << 1;
        QTest::newRow("directions, probabilities, batch") << true << 1 << 0;
    }
    void aStudentThatIsItsTeacherHasNothingToLearn() {
        QFETCH(bool, normalise);
        QFETCH(int, attention_of);
        QFETCH(int, relation_of);
        DistillationSettings settings = everything();
        settings.normalise_hidden = normalise;
        settings.attention_of = static_cast<DistillationSettings::AttentionOf>(attention_of);
        settings.relation_of = static_cast<DistillationSettings::RelationOf>(relation_of);
        const LossTerms same = Pair(seeded(3, 1), seeded(3, 1), settings).pass();
        const LossTerms other = Pair(seeded(3, 1), seeded(3, 2), settings).pass();
        QCOMPARE(same.size(), std::size_t{5});
        for (const char* name : {"soft_labels", "hidden", "attention", "relation"}) {
            QVERIFY2(near(same.at(name).value, 0, 1e-9), name);
            QVERIFY2(other.at(name).value.item<double>() > 1e-5, name);
        }
    }
    void hiddenStatesOfThePairsAreCompared() {
        Pair p(seeded(2, 1), seeded(4, 2), only(&DistillationSettings::hidden));
        const LossTerms terms = p.pass();
        QCOMPARE(terms.at("task").weight, 1.0);
        const Tap two{"encoder", 2, Tap::What::Hidden}, four{"encoder", 4, Tap::What::Hidden};
        const Output teacher = p.asked({two, four});
        const auto mse = [](const torch::Tensor& a, const torch::Tensor& b) { return (a - b).pow(2).mean().item<double>(); };
        const double expected = (mse(p.output.taps.at({"encoder", 1, Tap::What::Hidden}), teacher.taps.at(two)) +
                                 mse(p.output.taps.at(two), teacher.taps.at(four))) /
                                2;
        QVERIFY(near(terms.at("hidden").value, expected, 1e-5 * expected));
    }
    // Directions (3, 4) / 5 and (1, 0) differ by (-0.4, 0.8), (0, 1) and (1, 0) by (-1, 1): squares 0.8 and 2.
    void directionsAreOfUnitLength() {
        const torch::Tensor student = numbers({3, 4, 0, 2}, {1, 2, 2}), teacher = numbers({5, 0, 7, 0}, {1, 2, 2});
        const torch::Tensor all;
        QVERIFY(near(hiddenLoss(student, teacher, all, true, true), 0.4));
        QVERIFY(near(hiddenLoss(student, teacher, all, true, false), 0.7));
        QVERIFY(near(hiddenLoss(student, teacher, numbers({0, 1}, {1, 2}), true, false), 1.0));
        QVERIFY(near(hiddenLoss(student, teacher, all, false, false), (4.0 + 16 + 49 + 4) / 4));
    }
    void maskedScoresCountAsZero() {
        const torch::Tensor student = numbers({1, lowest, 2, 3}, {1, 1, 2, 2}), teacher = numbers({0, lowest / 2, 2, 1}, {1, 1, 2, 2});
        const torch::Tensor all;
        using Of = DistillationSettings::AttentionOf;
        QVERIFY(near(attentionLoss(student, teacher, all, Of::Scores), (1.0 + 0 + 0 + 4) / 4));
        QVERIFY(near(attentionLoss(student, teacher, numbers({1, 0}, {1, 2}), Of::Scores), 1.0));
        const torch::Tensor even = numbers({.5, .5, .5, .5}, {1, 1, 2, 2}), sharp = numbers({1, 0, .5, .5}, {1, 1, 2, 2});
        QVERIFY(near(attentionLoss(even, sharp, all, Of::Probabilities), 0.125));
        // Of two heads and one, the means are compared: (1 + 3) / 2 with 2.
        QVERIFY(near(attentionLoss(numbers({1, 3}, {1, 2, 1, 1}), numbers({2}, {1, 1, 1, 1}), all, Of::Scores), 0));
        QVERIFY(near(attentionLoss(numbers({1, 3}, {1, 2, 1, 1}), numbers({0, 3}, {1, 2, 1, 1}), all, Of::Scores), 0.5));
    }
    // Values 1 and -1 relate as softmax(1, -1) and softmax(-1, 1), the teacher's zeros evenly.
    void relationsOfValuesAreThoseByHand() {
        const torch::Tensor all, student = numbers({1, -1}, {1, 1, 2, 1}), teacher = torch::zeros({1, 1, 2, 1});
        const double high = 1 / (1 + std::exp(-2.0)), expected = -std::log(2.0) - 0.5 * std::log(high * (1 - high));
        QVERIFY(near(valueRelationLoss(student, teacher, all), expected));
        const torch::Tensor wide = numbers({1, 1}, {1, 1, 1, 2});
        QVERIFY(near(valueRelationLoss(wide, wide, all), 0));
    }
    void valuesOfOtherHeadsAreCutAgain() {
        const torch::Tensor all;
        // [1, 2 heads, 3, 2] and the same numbers as one head of 4.
        const torch::Tensor two = torch::arange(12, torch::kFloat32).view({1, 2, 3, 2}) / 10;
        const torch::Tensor one = torch::cat({two.select(1, 0), two.select(1, 1)}, 2).unsqueeze(1);
        QVERIFY(near(valueRelationLoss(two, one, all), 0, 1e-7));
        QVERIFY(near(valueRelationLoss(one, two, all), 0, 1e-7));
        QVERIFY(valueRelationLoss(two + torch::arange(3).view({1, 1, 3, 1}), one, all).item<double>() > 1e-3);
        // A width of 3 cannot be cut into two heads: both are one.
        const torch::Tensor three = torch::cat({one.narrow(3, 0, 2), torch::zeros({1, 1, 3, 1})}, 3);
        QVERIFY(near(valueRelationLoss(three, two, all), valueRelationLoss(three, one, all).item<double>(), 1e-7));
    }
    void relationsOfTheBatchAreThoseByHand() {
        const torch::Tensor all, student = numbers({1, 0, 0, 3}, {2, 1, 2}), teacher = numbers({2, 0, 1, 0}, {2, 1, 2});
        QVERIFY(near(batchRelationLoss(student, teacher, all), 0.5));  // two of four similarities are 0 instead of 1
        // The mean over a sequence: (1, 0) and (1, 2) point to (1, 1); a padded second position leaves (1, 0).
        const torch::Tensor longer = numbers({1, 0, 1, 2, 1, 1, 1, 1}, {2, 2, 2}), alike = torch::ones({2, 2, 2});
        QVERIFY(near(batchRelationLoss(longer, alike, all), 0));
        const double missing = 1 - std::sqrt(0.5);
        QVERIFY(near(batchRelationLoss(longer, alike, numbers({1, 0, 1, 1}, {2, 2})), missing * missing / 2));
    }

    void aProjectionLearnsWhereWidthsDiffer() {
        Experiment wide = seeded(4, 2);
        wide.model.hidden = 32;
        wide.model.heads = 4;
        Pair p(seeded(2, 1), wide, everything());
        std::vector<Segment*> projections = p.distillation->segments();
        QCOMPARE(projections.size(), std::size_t{2});
        QCOMPARE(projections[1]->name(), std::string("distillation.projection.1"));
        QCOMPARE((*projections[0])[0].sizes().vec(), (std::vector<std::int64_t>{32, 16}));
        QVERIFY(near(projections[0]->values.std(), 0.02, 0.003));
        QVERIFY(!torch::equal(projections[0]->values, projections[1]->values));
        Pair again(seeded(2, 1), wide, everything());
        QVERIFY(torch::equal(again.distillation->segments()[0]->values, projections[0]->values));

        const double before = p.pass().at("hidden").value.item<double>();
        {
            torch::NoGradGuard no_grad;
            projections[0]->values.mul_(2);
        }
        QVERIFY(p.pass().at("hidden").value.item<double>() != before);
        const torch::Tensor start = projections[1]->values.clone();
        TechniqueList techniques;
        techniques.push_back(std::move(p.distillation));
        double first = 0, last = 0;
        for (std::int64_t step = 0; step < 40; ++step) {
            const StepResult result = trainStep(p.f.model, techniques, {1, step}, p.f.batch, Train{}, 0.01);
            last = result.losses.at("hidden");
            if (step == 0) first = last;
        }
        QVERIFY(!torch::equal(projections[1]->values, start));
        QVERIFY2(last < 0.8 * first, qPrintable(QString("%1 → %2").arg(first).arg(last)));
    }
    void equalWidthsNeedNoProjection() { QVERIFY(Pair(seeded(2, 1), seeded(4, 2), everything()).distillation->segments().empty()); }

    // The mean is over the slots that ran; a pass in which none did has no such term.
    void slotsThatDidNotRunAreLeftOutAndCounted() {
        Experiment wide = seeded(4, 2);
        wide.model.hidden = 32;
        wide.model.heads = 4;
        DistillationSettings settings = everything();
        Pair p(seeded(2, 1), wide, settings);
        const auto value = [](const LossTerms& terms, const char* name) { return terms.at(name).value.item<double>(); };
        const LossTerms whole = p.pass();
        QCOMPARE(p.leftOut(), 0.0);
        QVERIFY(p.distillation->segments()[0]->bound());
        const LossTerms upper = p.pass({2});
        QCOMPARE(p.leftOut(), 1.0);
        QVERIFY(!p.distillation->segments()[0]->bound());  // the optimizer leaves it alone
        QVERIFY(p.distillation->segments()[1]->bound());
        const LossTerms nothing = p.pass({});
        QCOMPARE(p.leftOut(), 2.0);
        for (const char* name : {"hidden", "attention", "relation"}) QVERIFY2(!nothing.count(name), name);
        QVERIFY(nothing.count("soft_labels"));

        settings.map = DistillationSettings::Map::Pairs;
        settings.pairs = {{1, 2}};
        Pair lower(seeded(2, 1), wide, settings);
        torch::NoGradGuard no_grad;
        lower.distillation->segments()[0]->values.copy_(p.distillation->segments()[0]->values);
        const LossTerms first = lower.pass();
        settings.pairs = {{2, 4}};
        Pair higher(seeded(2, 1), wide, settings);
        higher.distillation->segments()[0]->values.copy_(p.distillation->segments()[1]->values);
        const LossTerms second = higher.pass();
        for (const char* name : {"hidden", "attention"}) {
            const double both = (value(first, name) + value(second, name)) / 2;
            QVERIFY2(std::abs(value(whole, name) - both) < 1e-5 * both, name);
            QVERIFY2(std::abs(value(higher.pass({2}), name) - value(upper, name)) < 1e-5 * value(upper, name), name);
        }
    }
    void valuesAreThoseOfTheLastSlotThatRan() {
        Pair p(seeded(3, 1), seeded(4, 2), only(&DistillationSettings::relation));
        const LossTerms terms = p.pass({1, 2});
        const Tap second{"encoder", 2, Tap::What::Values}, top{"encoder", 4, Tap::What::Values};
        QCOMPARE(p.plan.taps, (std::set<Tap>{second}));
        QVERIFY(torch::equal(terms.at("relation").value, valueRelationLoss(p.output.taps.at(second), p.asked({top}).taps.at(top), {})));
    }
    void layerDropAndDistillationTrainTogether() {
        Fixture f(seeded(4, 1));
        Techniques settings;
        settings.layer_drop.emplace().rate = 0.5;
        settings.distillation = everything();
        const TechniqueList techniques = makeTechniques(f.model.blueprint(), settings, teacherFrom(seeded(4, 2), f.data->size()));
        std::set<std::size_t> depths;
        for (std::int64_t step = 0; step < 12; ++step) {
            const PassPlace place{3, step};
            const StepResult result = trainStep(f.model, techniques, place, f.batch, Train{}, 0.001);
            const std::size_t depth = result.plan.encoder().steps.size();
            std::map<std::string, double> named;
            for (const auto& technique : techniques) technique->scalars(f.model, result.plan, place, named);
            QCOMPARE(named.at("distillation.left_out"), 4.0 - static_cast<double>(depth));
            QCOMPARE(result.losses.count("hidden"), std::size_t{depth > 0});
            depths.insert(depth);
        }
        QVERIFY(depths.size() > 1);
    }

    void noGradientReachesTheTeacher() {
        Experiment dropping = seeded(4, 2);
        dropping.model.dropout = dropping.model.attention_dropout = 0.5;  // of the teacher: it is evaluated
        Pair p(seeded(2, 1), dropping, everything());
        std::map<std::string, torch::Tensor> before;
        for (const auto& segment : p.teacher->segments()) before[segment->name()] = segment->values.clone();
        const LossTerms terms = p.pass();
        QVERIFY(torch::equal(terms.at("soft_labels").value, p.pass().at("soft_labels").value));
        sum(terms).backward();
        for (const auto& segment : p.teacher->segments())
            for (std::size_t i = 0; i < segment->count(); ++i) QVERIFY(!(*segment)[i].grad().defined());
        for (const auto& segment : p.f.model.segments()) QVERIFY(segment->gradient.abs().sum().item<double>() > 0);
        TechniqueList techniques;
        techniques.push_back(std::move(p.distillation));
        for (std::int64_t step = 0; step < 3; ++step) trainStep(p.f.model, techniques, {1, step}, p.f.batch, Train{}, 0.01);
        for (const auto& segment : p.teacher->segments()) QVERIFY(torch::equal(segment->values, before.at(segment->name())));
    }
    void everyTermGivesTheStudentAGradient_data() {
        QTest::addColumn<int>("term");
        for (int i = 0; i < 4; ++i) QTest::addRow("%d", i) << i;
    }
    void everyTermGivesTheStudentAGradient() {
        QFETCH(int, term);
        constexpr double DistillationSettings::*all[] = {&DistillationSettings::soft_labels, &DistillationSettings::hidden,
                                                         &DistillationSettings::attention, &DistillationSettings::relation};
        Pair p(seeded(2, 1), seeded(2, 2), only(all[term]));
        LossTerms terms = p.pass();
        QCOMPARE(terms.size(), std::size_t{2});
        terms.erase("task");
        sum(terms).backward();
        QVERIFY(p.f.segment("attention.0").gradient.abs().sum().item<double>() > 0);
    }

    void paddingDoesNotMatter_data() {
        QTest::addColumn<bool>("every_position");
        QTest::addColumn<bool>("second");  // of the two ways of each term
        for (const bool every : {true, false})
            for (const bool second : {false, true})
                QTest::addRow("%s %d", every ? "every position" : "one label", second) << every << second;
    }
    void paddingDoesNotMatter() {
        QFETCH(bool, every_position);
        QFETCH(bool, second);
        Experiment student = seeded(2, 1), teacher = seeded(4, 2);
        if (!every_position) student.task = teacher.task = ComposedTablesTask{};
        const TaskSize size{8, 4, 12};
        EncoderModel model(student, student.techniques, size);
        DistillationSettings settings = everything();
        settings.normalise_hidden = second;
        if (second) settings.attention_of = DistillationSettings::AttentionOf::Probabilities;
        if (second) settings.relation_of = DistillationSettings::RelationOf::Batch;
        Distillation distillation(model.blueprint(), settings, teacherFrom(teacher, size));
        const std::vector<int> lengths{5, 3, 4};
        const auto terms = [&](int length, std::int64_t padding) {
            Batch batch;
            batch.rows = 3;
            batch.length = length;
            batch.lengths = lengths;
            for (int row = 0; row < 3; ++row)
                for (int at = 0; at < length; ++at) {
                    const bool real = at < lengths[static_cast<std::size_t>(row)];
                    batch.tokens.push_back(real ? 1 + (row + 2 * at) % 7 : padding);
                    if (every_position) batch.labels.push_back(real ? (row + at) % 4 : ignored_label);
                }
            if (!every_position) batch.labels = {0, 1, 2};
            const TensorBatch tensors = toTensors(batch, model.causal(), torch::kCPU);
            Plan plan = model.fullPlan();
            distillation.planTraining(plan, {});
            Dropout none;
            const Output output = model.forward(tensors, plan, none);
            LossTerms all{{"task", {model.loss(output.logits, tensors.labels), 1}}};
            distillation.addLosses(all, tensors, output, plan);
            return all;
        };
        const LossTerms tight = terms(5, padding_token), loose = terms(9, padding_token), other = terms(9, 6);
        QCOMPARE(tight.size(), std::size_t{5});
        for (const auto& [name, term] : tight) {
            const double value = term.value.item<double>();
            QVERIFY2(std::isfinite(value) && value > 1e-7, name.c_str());
            QVERIFY2(near(loose.at(name).value, value, 1e-4 * value), name.c_str());
            QVERIFY2(near(other.at(name).value, value, 1e-4 * value), name.c_str());
        }
    }

    void whatCannotMatchIsRefused_data() {
        QTest::addColumn<QString>("what");
        QTest::addColumn<QString>("says");
        QTest::newRow("nothing wrong") << ""
                                       << "";
        QTest::newRow("labels") << "labels"
                                << "labels";
        QTest::newRow("vocabulary") << "vocabulary"
                                    << "vocabulary";
        QTest::newRow("length") << "length"
                                << "sequences";
        QTest::newRow("task") << "task"
                              << "every position";
        QTest::newRow("causal") << "causal"
                                << "attention";
        QTest::newRow("student slot") << "student slot"
                                      << "slot 3 of the student";
        QTest::newRow("teacher slot") << "teacher slot"
                                      << "slot 5 of the teacher";
        QTest::newRow("empty map") << "empty map"
                                   << "another map";
        QTest::newRow("no attention") << "no attention"
                                      << "attention";
        QTest::newRow("no values") << "no values"
                                   << "values";
        QTest::newRow("ladder") << "ladder"
                                << "ladder";
        QTest::newRow("theseus") << "theseus"
                                 << "modules";
    }
    void whatCannotMatchIsRefused() {
        QFETCH(QString, what);
        QFETCH(QString, says);
        Experiment student = seeded(2, 1), teacher = seeded(4, 2);
        DistillationSettings settings = everything();
        TaskSize size = expectedTaskSize(student.task);
        if (what == "labels") ++size.labels;
        if (what == "vocabulary") ++size.vocabulary;
        if (what == "length") {
            teacher.task = HopsTask{9, 4, 2, 32, 32};
            size.length = expectedTaskSize(teacher.task).length;
        }
        if (what == "task") {
            teacher.task = ComposedTablesTask{};
            teacher.model.attention = student.model.attention = Attention::Causal;
        }
        if (what == "causal") teacher.model.attention = Attention::Bidirectional;
        if (what == "student slot" || what == "teacher slot") {
            settings.map = DistillationSettings::Map::Pairs;
            settings.pairs = what == "student slot" ? std::vector<std::vector<int>>{{1, 1}, {3, 2}} : std::vector<std::vector<int>>{{1, 5}};
        }
        if (what == "empty map") {
            settings.map = DistillationSettings::Map::Skip;
            student.model.stack.resize(1);
        }
        if (what == "no attention" || what == "no values")
            for (Slot& slot : student.model.stack) slot.attention = false;
        if (what == "no values") settings.attention = 0;
        if (what == "ladder") student.techniques.ladder.emplace().reduction = 4;
        if (what == "theseus") student.techniques.theseus.emplace();
        const QString said = QString::fromStdString(refusal(student, teacher, settings, size));
        QVERIFY2(says.isEmpty() ? said.isEmpty() : said.contains(says), qPrintable(said));
    }

    // Predecessor and successor slots take turns in one pass: the answers and the last state are compared.
    void aSuccessorLearnsFromTheTeacherWhileItReplaces() {
        Experiment e = seeded(4, 1);
        auto& theseus = e.techniques.theseus.emplace();
        theseus.schedule.kind = TheseusSettings::Schedule::Kind::Constant;
        theseus.schedule.base_rate = 0.5;
        theseus.schedule.steps = 0;
        auto& settings = e.techniques.distillation.emplace();
        settings.relation = 1;
        settings.relation_of = DistillationSettings::RelationOf::Batch;
        Fixture f(e);
        auto model = teacherFrom(seeded(4, 2), f.data->size());
        EncoderModel& teacher = *model;
        const TechniqueList techniques = makeTechniques(f.model.blueprint(), e.techniques, std::move(model));
        for (const auto& technique : techniques) technique->begin({f.model, *f.data, 1, {}});
        torch::Tensor expected;
        {
            torch::NoGradGuard no_grad;
            Dropout none;
            expected = teacher.embed(f.batch, {}, none);
            const Plan full = teacher.fullPlan();
            for (const Step& step : full.encoder().steps) expected = teacher.run(step, expected, f.batch, none);
        }
        std::set<std::vector<bool>> draws;
        for (std::int64_t step = 0; step < 12; ++step) {
            const PassPlace place{1, step};
            Plan plan = trainingPlan(f.model.blueprint());
            for (const auto& technique : techniques) technique->planTraining(plan, place);
            torch::Tensor last;
            {
                torch::NoGradGuard no_grad;
                Dropout none;
                last = f.model.embed(f.batch, plan.embeddings, none);
                for (const Step& one : plan.encoder().steps) last = f.model.run(one, last, f.batch, none);
            }
            const StepResult result = trainStep(f.model, techniques, place, f.batch, Train{}, 0.01);
            draws.insert(result.plan.replaced);
            if (result.skipped) continue;
            const double relation = batchRelationLoss(last, expected, {}).item<double>();
            QVERIFY(std::abs(result.losses.at("relation") - relation) < 1e-4 * relation);
            QVERIFY(result.losses.count("soft_labels"));
        }
        QVERIFY(draws.size() >= 3);
    }
    void aLadderLearnsFromSoftLabels() {
        Experiment e = seeded(4, 1);
        auto& ladder = e.techniques.ladder.emplace();
        ladder.reduction = 4;
        ladder.cache = LadderSettings::Cache::Off;
        e.techniques.distillation = onlySoft(0.5);
        Fixture f(e);
        const TechniqueList techniques = makeTechniques(f.model.blueprint(), e.techniques, teacherFrom(seeded(4, 2), f.data->size()));
        const torch::Tensor before = f.segment("side.ends").values.clone(), backbone = f.segment("attention.0").values.clone();
        const StepResult result = trainStep(f.model, techniques, {1, 0}, f.batch, Train{}, 0.01);
        const double expected = 0.5 * result.losses.at("task") + 0.5 * result.losses.at("soft_labels");
        QVERIFY(std::abs(result.loss - expected) < 1e-5 * expected);
        QVERIFY(!torch::equal(f.segment("side.ends").values, before));
        QVERIFY(torch::equal(f.segment("attention.0").values, backbone));
    }
};

QTEST_APPLESS_MAIN(TestDistillation)
#include "tst_distillation.moc"
