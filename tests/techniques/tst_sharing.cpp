// Parameter sharing (conformance check 7).
#include <torch/torch.h>

#include <QtTest/QtTest>

#include "engine/training/adamw.h"
#include "engine/training/checkpoint.h"
#include "tests/model_fixture.h"

using namespace layerlab;

namespace {

Experiment shared(SharingSettings::Share share = SharingSettings::Share::Layer) {
    Experiment e = smallExperiment(4);
    auto& sharing = e.techniques.sharing.emplace();
    sharing.group_size = 2;
    sharing.share = share;
    return e;
}

// An unshared model with the shared one's weights in every slot.
void copyShared(const Fixture& from, Fixture& to) {
    torch::NoGradGuard no_grad;
    const WeightMap map = weightMap(from.experiment.model, from.experiment.techniques);
    for (const char* name : {"embeddings", "head"}) to.segment(name).values.copy_(from.segment(name).values);
    for (std::size_t i = 0; i < 4; ++i) {
        to.segment("attention." + std::to_string(i)).values.copy_(from.segment("attention." + std::to_string(map.attention[i])).values);
        to.segment("feed_forward." + std::to_string(i))
            .values.copy_(from.segment("feed_forward." + std::to_string(map.feed_forward[i])).values);
    }
}

}  // namespace

class TestSharing : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void gradientsOfAllUsesAddUp_data() {
        QTest::addColumn<int>("share");
        for (int i = 0; i < 3; ++i) QTest::addRow("%d", i) << i;
    }
    void gradientsOfAllUsesAddUp() {
        QFETCH(int, share);
        Fixture tied(shared(static_cast<SharingSettings::Share>(share))), untied(smallExperiment(4));
        copyShared(tied, untied);
        QVERIFY(torch::equal(tied.logits(tied.model.fullPlan()), untied.logits(untied.model.fullPlan())));
        tied.backward(tied.model.fullPlan());
        untied.backward(untied.model.fullPlan());
        const WeightMap map = weightMap(tied.experiment.model, tied.experiment.techniques);
        for (const auto& [half, numbers] :
             {std::pair(std::string("attention."), map.attention), std::pair(std::string("feed_forward."), map.feed_forward)}) {
            std::map<int, torch::Tensor> sums;
            for (std::size_t i = 0; i < 4; ++i) {
                const torch::Tensor g = untied.segment(half + std::to_string(i)).gradient;
                auto& sum = sums[numbers[i]];
                sum = sum.defined() ? sum + g : g.clone();
            }
            for (const auto& [number, sum] : sums)
                QVERIFY(torch::allclose(tied.segment(half + std::to_string(number)).gradient, sum, 1e-4, 1e-6));
        }
    }
    void sharedWeightsAreOnceInMemoryAndInFiles() {
        QTemporaryDir dir;
        Fixture f(shared());
        QCOMPARE(f.model.segments().size(), std::size_t{2 + 2 * 2});
        const Plan plan = f.model.fullPlan();
        QCOMPARE(plan.encoder().steps[0].attention, plan.encoder().steps[1].attention);
        QVERIFY(plan.encoder().steps[1].attention != plan.encoder().steps[2].attention);
        QCOMPARE(f.model.trainedBy(plan).size(), std::size_t{6});  // optimised once each
        f.backward(plan);
        std::vector<Segment*> trained = f.model.trainedBy(plan);
        adamwStep(trained, Train{}, 0.01, 1);
        QCOMPARE(f.segment("attention.0").updates, 1);
        TrainingState state;
        state.step = 3;
        saveCheckpoint(dir.path().toStdString(), "step-000000003", segmentsOf(f.model), state, true);
        Fixture other(shared());
        QCOMPARE(loadCheckpoint(dir.path().toStdString(), "step-000000003", segmentsOf(other.model), true).step, 3);
        QVERIFY(torch::equal(other.logits(plan), f.logits(plan)));
        QVERIFY(torch::equal(other.segment("attention.0").first_moment, f.segment("attention.0").first_moment));
        Fixture unlike(smallExperiment(4));
        QVERIFY_EXCEPTION_THROWN(loadCheckpoint(dir.path().toStdString(), "step-000000003", segmentsOf(unlike.model), true), Error);
    }
    void aSharedWeightLearnsWhenAnyOfItsSlotsRuns() {
        Fixture f(shared());
        f.backward(f.model.planOf({2}));
        QVERIFY(f.segment("attention.0").bound());
        QVERIFY(!f.segment("attention.1").bound());
    }
    void fullEmbeddingsNeedNoProjection() {
        Experiment e = smallExperiment(2);
        e.model.embedding_size = 16;
        const Fixture f(e);
        for (std::size_t i = 0; i < f.segment("embeddings").count(); ++i)
            QVERIFY(f.segment("embeddings").parameterName(i).find("projection") == std::string::npos);
    }
};

QTEST_APPLESS_MAIN(TestSharing)
#include "tst_sharing.moc"
