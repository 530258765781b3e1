#include <torch/torch.h>

#include <QtTest/QtTest>

#include "tests/model_fixture.h"

using namespace layerlab;

class TestModel : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void parametersAgreeWithTheFormula_data() {
        QTest::addColumn<int>("variant");
        for (int i = 0; i < 6; ++i) QTest::addRow("%d", i) << i;
    }
    void parametersAgreeWithTheFormula() {
        QFETCH(int, variant);
        Experiment e = smallExperiment(6);
        if (variant == 1) e.techniques.sharing.emplace().group_size = 2;
        if (variant == 2) e.model.norm = Norm::Post, e.model.embedding_size = 8;
        if (variant == 3) e.techniques.sharing.emplace() = {{}, 1, {}, SharingSettings::Share::Attention};
        if (variant == 4) e.model.stack[2].attention = false, e.model.stack[3].feed_forward_block = false;
        if (variant == 5) e.model.token_types = 2, e.model.stack[0].feed_forward = 64;
        const Fixture f(e);
        QCOMPARE(cost(e, e.techniques, f.model.size(), activeSlots(e.model)).parameters, f.model.parameters());
    }
    // Conformance check 5: what is pruned is as if the other layers were not there, and saved numbers agree.
    void aRouteEqualsTheFullModelWithTheRestBypassed() {
        const Fixture f(smallExperiment(5));
        Plan manual = f.model.fullPlan();
        std::erase_if(manual.encoder().steps, [](const Step& s) { return s.slot == 2 || s.slot == 5; });
        QVERIFY(torch::equal(f.logits(f.model.planOf({1, 3, 4})), f.logits(manual)));
        QVERIFY(!torch::equal(f.logits(f.model.planOf({1, 3, 4})), f.logits(f.model.fullPlan())));
    }
    void noLayersIsTheHeadOnTheEmbeddings() {
        Fixture f(smallExperiment(3));
        Dropout none;
        QVERIFY(torch::equal(f.logits(f.model.planOf({})), f.model.head(f.model.embed(f.batch, {}, none), f.batch, {}, none)));
        f.backward(f.model.planOf({}));
        QVERIFY(f.segment("embeddings").gradient.abs().sum().item<float>() > 0);
        QVERIFY(!f.segment("attention.0").bound());
    }
    void unknownSlotsAreErrors() {
        Experiment e = smallExperiment(3);
        e.model.stack[1].skip = true;
        const Fixture f(e);
        QVERIFY_EXCEPTION_THROWN(f.model.planOf({4}), Error);
        QVERIFY_EXCEPTION_THROWN(f.model.planOf({2}), Error);
    }
    void causalModelsDoNotSeeTheFuture() {
        Fixture f(smallExperiment());
        const torch::Tensor before = f.logits(f.model.fullPlan());
        f.batch.tokens.select(1, 7).fill_(1);
        const torch::Tensor after = f.logits(f.model.fullPlan());
        QVERIFY(torch::equal(before.narrow(1, 0, 7), after.narrow(1, 0, 7)));
        QVERIFY(!torch::equal(before.narrow(1, 7, 5), after.narrow(1, 7, 5)));
    }
    void paddingIsNeverAttended_data() {
        QTest::addColumn<bool>("causal");
        QTest::addColumn<int>("pooling");
        for (const bool causal : {false, true})
            for (int pooling = 0; pooling < 2; ++pooling) QTest::addRow("%d %d", causal, pooling) << causal << pooling;
    }
    void paddingIsNeverAttended() {
        QFETCH(bool, causal);
        QFETCH(int, pooling);
        for (const Norm norm : {Norm::Pre, Norm::Post}) {
            Experiment e = smallExperiment();
            e.task = TextFileTask{};
            e.model.attention = causal ? Attention::Causal : Attention::Bidirectional;
            e.model.pooling = static_cast<Pooling>(pooling);
            e.model.norm = norm;
            const EncoderModel model(e, {}, {20, 2, 16});
            Batch padded{2, 6, {2, 7, 8, 9, 10, 3, 2, 7, 3, 0, 0, 0}, {6, 3}, {0, 1}, {}, {}};
            Batch alone{1, 3, {2, 7, 3}, {3}, {1}, {}, {}};
            torch::NoGradGuard no_grad;
            Dropout none;
            const auto a = model.forward(toTensors(padded, causal, torch::kCPU), model.fullPlan(), none).logits[1];
            const auto b = model.forward(toTensors(alone, causal, torch::kCPU), model.fullPlan(), none).logits[0];
            QVERIFY(torch::allclose(a, b, 1e-5, 1e-6));
            padded.tokens[10] = 11;  // other padding, same result
            QVERIFY(torch::equal(model.forward(toTensors(padded, causal, torch::kCPU), model.fullPlan(), none).logits[1], a));
        }
    }
    void tapsFollowTheRoute() {
        const Fixture f(smallExperiment(4));
        Plan plan = f.model.planOf({2, 4});
        for (int slot = 0; slot <= 4; ++slot) plan.taps.insert({"encoder", slot, Tap::What::Hidden});
        for (int slot = 1; slot <= 4; ++slot) plan.taps.insert({"encoder", slot, Tap::What::Attention});
        Dropout none;
        const Output output = f.model.forward(f.batch, plan, none);
        const auto hidden = [&](int slot) { return output.taps.at({"encoder", slot, Tap::What::Hidden}); };
        QVERIFY(torch::equal(hidden(0), hidden(1)));  // slot 1 did not run: it taps its input
        QVERIFY(!torch::equal(hidden(1), hidden(2)));
        QVERIFY(torch::equal(hidden(2), hidden(3)));
        QVERIFY(torch::equal(f.model.head(hidden(4), f.batch, {}, none), output.logits));
        QVERIFY(!output.taps.count({"encoder", 1, Tap::What::Attention}));
        const auto attention = output.taps.at({"encoder", 2, Tap::What::Attention});
        QCOMPARE(attention.sizes().vec(), (std::vector<std::int64_t>{8, 2, 12, 12}));
        QVERIFY(torch::allclose(attention.sum(-1), torch::ones({8, 2, 12})));
    }
    void frozenSlotsPassTheGradientOnly() {
        Experiment e = smallExperiment(3);
        e.model.stack[1].frozen = true;
        Fixture f(e);
        f.backward(f.model.fullPlan());
        QVERIFY(!f.segment("attention.1").bound());
        QVERIFY(!f.segment("attention.1")[0].grad().defined());
        QVERIFY(f.segment("attention.0").gradient.abs().sum().item<float>() > 0);
    }
    void stepsOutsideTheGraphStopTheGradient() {
        Fixture f(smallExperiment(3));
        Plan plan = f.model.fullPlan();
        plan.encoder().steps[1].learning = Learning::Outside;
        f.backward(plan);
        QCOMPARE(f.segment("attention.0").gradient.abs().sum().item<float>(), 0.0f);
        QVERIFY(f.segment("attention.2").gradient.abs().sum().item<float>() > 0);
    }
    void dropoutKeepsItsRateAndRepeats() {
        const torch::Tensor x = torch::ones({1000, 997});
        Dropout a(Draws(1, Purpose::Dropout, 5)), b(Draws(1, Purpose::Dropout, 5)), c(Draws(1, Purpose::Dropout, 6)), none;
        const torch::Tensor first = a(x, 0.1), again = b(x, 0.1);
        QVERIFY(torch::equal(first, again));
        QVERIFY(!torch::equal(a(x, 0.1), first));  // another place in the same pass
        QVERIFY(!torch::equal(c(x, 0.1), first));
        QVERIFY(torch::equal(none(x, 0.1), x));
        const double dropped = (first == 0).to(torch::kFloat).mean().item<double>(), n = 997000;
        QVERIFY2(std::abs(dropped - 0.1) < 4 * std::sqrt(0.09 / n), qPrintable(QString::number(dropped)));
        QVERIFY(std::abs(first.max().item<double>() - 1 / 0.9) < 1e-4);
        // Rows and columns are as independent as they should be.
        const torch::Tensor mask = (first == 0).to(torch::kDouble) - 0.1;
        for (const int shift : {1, 16, 32, 997}) {
            const torch::Tensor flat = mask.flatten();
            const double r =
                (flat.narrow(0, 0, flat.numel() - shift) * flat.narrow(0, shift, flat.numel() - shift)).mean().item<double>() / 0.09;
            QVERIFY2(std::abs(r) < 5 / std::sqrt(n), qPrintable(QString("shift %1: %2").arg(shift).arg(r)));
        }
    }
    void dropoutsGradientUsesTheSameMask() {
        torch::Tensor x = torch::randn({50, 33}).requires_grad_(true);
        Dropout dropout(Draws(1, Purpose::Dropout));
        const torch::Tensor y = dropout(x, 0.3);
        y.sum().backward();
        QVERIFY(torch::allclose(x.grad() * x.detach(), y.detach()));
    }
    void theSeedDecidesTheStart() {
        Experiment e = smallExperiment();
        const Fixture a(e), b(e);
        e.seed = 2;
        const Fixture c(e);
        QVERIFY(torch::equal(a.segment("attention.1").values, b.segment("attention.1").values));
        QVERIFY(!torch::equal(a.segment("attention.1").values, c.segment("attention.1").values));
        QVERIFY(!torch::equal(a.segment("attention.1").values, a.segment("attention.2").values));
    }
    void stacksMayBeVeryDeep() {
        Fixture f(smallExperiment(96));
        f.backward(f.model.fullPlan());
        QCOMPARE(f.model.segments().size(), std::size_t{2 + 2 * 96});
        QVERIFY(f.segment("attention.95").gradient.isfinite().all().item<bool>());
    }
};

QTEST_APPLESS_MAIN(TestModel)
#include "tst_model.moc"
