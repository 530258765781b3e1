#include <torch/torch.h>

#include <QtTest/QtTest>

#include <cmath>
#include <set>

#include "engine/error.h"
#include "engine/model/packed_linear.h"
#include "engine/model/quantized_weights.h"
#include "engine/training/checkpoint.h"
#include "engine/training/stored_model.h"
#include "tests/model_fixture.h"
#include "tests/training/trainer_fixture.h"

using namespace layerlab;

namespace {

double largestDifference(const torch::Tensor& a, const torch::Tensor& b) { return (a - b).abs().max().item<double>(); }

std::map<std::string, torch::Tensor> asRead(const NamedTensors& tensors) { return {tensors.begin(), tensors.end()}; }

Variant variantOf(Precision precision, bool embeddings = false) {
    Variant variant;
    variant.precision = precision;
    variant.embeddings = embeddings;
    return variant;
}

Experiment wideExperiment() {
    Experiment e = smallExperiment(4);
    e.model.hidden = 96;
    e.model.heads = 4;
    e.model.feed_forward = 384;
    e.model.initializer_range = 0.05;
    return e;
}

}  // namespace

class TestQuantizedWeights : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;
    std::filesystem::path path(const char* name) const { return m_dir.filePath(name).toStdString(); }

private Q_SLOTS:
    void init() { torch::manual_seed(1); }

    // Conformance check 12: the error is at most half a scale.
    void int8ErrsByHalfAScaleAtMost() {
        torch::Tensor w = torch::randn({40, 33}) * torch::rand({40, 1}).mul(20).sub(10).exp();
        w[3].zero_();
        const QuantizedMatrix q = quantized(w, Precision::Int8);
        QCOMPARE(q.codes.scalar_type(), torch::kChar);
        QCOMPARE(q.codes.sizes().vec(), (std::vector<std::int64_t>{40, 33}));
        QCOMPARE(q.scales.sizes().vec(), std::vector<std::int64_t>{40});
        const torch::Tensor error = (widened(q).to(torch::kDouble) - w.to(torch::kDouble)).abs();
        QVERIFY((error <= q.scales.to(torch::kDouble).unsqueeze(1) * (0.5 + 1e-5)).all().item<bool>());
        QCOMPARE(q.codes.abs().amax(1).to(torch::kInt).eq(127).sum().item<int>(), 39);  // every row uses its whole range
        QVERIFY(torch::equal(widened(q)[3], torch::zeros({33})));
        // What int8 gave has the same codes again.
        QVERIFY(torch::equal(quantized(widened(q), Precision::Int8).codes, q.codes));
    }
    void int8RoundsHalvesToEven() {
        // Scale 1: the codes are the numbers.
        const QuantizedMatrix q = quantized(torch::tensor({127.0f, 0.5f, 1.5f, 2.5f, -0.5f, -1.5f, -126.6f}).view({1, 7}), Precision::Int8);
        QCOMPARE(q.scales[0].item<float>(), 1.0f);
        QVERIFY(torch::equal(q.codes.to(torch::kInt), torch::tensor({127, 0, 2, 2, 0, -2, -127}, torch::kInt).view({1, 7})));
    }
    void binaryIsTheSignTimesTheMean() {
        const torch::Tensor w = torch::tensor({1.0f, -2.0f, 0.0f, 3.0f, -4.0f, 2.0f, 1.0f, -1.0f, -4.0f,  //
                                               0.0f, 0.0f, 0.0f, 0.0f, 0.0f, 0.0f, 0.0f, 0.0f, 0.0f})
                                    .view({2, 9});
        const QuantizedMatrix q = quantized(w, Precision::Binary);
        QCOMPARE(q.scales[0].item<float>(), 2.0f);
        QVERIFY(torch::equal(q.codes, torch::tensor({0b01101101, 0, 0xff, 1}, torch::kByte).view({2, 2})));
        QVERIFY(torch::equal(widened(q)[0], torch::tensor({2.0f, -2.0f, 2.0f, 2.0f, -2.0f, 2.0f, 2.0f, -2.0f, -2.0f})));
        QVERIFY(torch::equal(widened(q)[1], torch::zeros({9})));
    }
    void int2HasFourLevelsOfTheBestScale() {
        // Exactly on the levels of scale 2: nothing is lost.
        const torch::Tensor on = torch::tensor({-3.0f, -1.0f, 1.0f, 3.0f, 1.0f}).view({1, 5});
        const QuantizedMatrix q = quantized(on, Precision::Int2);
        QCOMPARE(q.scales[0].item<float>(), 2.0f);
        QVERIFY(torch::equal(q.codes, torch::tensor({0 + (1 << 2) + (2 << 4) + (3 << 6), 2}, torch::kByte).view({1, 2})));
        QVERIFY(torch::equal(widened(q), on));
        // By hand: {1, 1, 4} with the two small ones inside has scale (0.5·2 + 1.5·4) / (0.25·2 + 2.25) = 7 / 2.75.
        const QuantizedMatrix by_hand = quantized(torch::tensor({1.0f, -1.0f, 4.0f}).view({1, 3}), Precision::Int2);
        QVERIFY(std::abs(by_hand.scales[0].item<double>() - 7 / 2.75) < 1e-6);
        QVERIFY(torch::allclose(widened(by_hand), torch::tensor({0.5f, -0.5f, 1.5f}).view({1, 3}) * (7 / 2.75)));
        // A row of zeros stays one.
        const torch::Tensor zeros = torch::zeros({1, 6});
        QVERIFY(torch::equal(widened(quantized(zeros, Precision::Int2)), zeros));
        // No scale of a fine scan is better.
        const torch::Tensor w = torch::randn({1, 50});
        const double found = (widened(quantized(w, Precision::Int2)) - w).square().sum().item<double>();
        double best = std::numeric_limits<double>::infinity();
        for (int i = 1; i < 4000; ++i) {
            const double s = i * 0.001;
            const torch::Tensor near = torch::where(w.abs() > s, torch::full_like(w, 1.5 * s), torch::full_like(w, 0.5 * s));
            best = std::min(best, (near - w.abs()).square().sum().item<double>());
        }
        QVERIFY2(found <= best + 1e-5, qPrintable(QString("%1 > %2").arg(found).arg(best)));
        QVERIFY(found > best - 1e-2);
    }
    void codesOfAnyWidthComeBack_data() {
        QTest::addColumn<int>("columns");
        for (const int columns : {1, 2, 3, 4, 5, 7, 8, 9, 16, 31}) QTest::addRow("%d", columns) << columns;
    }
    void codesOfAnyWidthComeBack() {
        QFETCH(int, columns);
        for (const auto& [precision, bits] : {std::pair{Precision::Int2, 2}, {Precision::Binary, 1}}) {
            const torch::Tensor w = torch::randn({3, columns});
            const QuantizedMatrix q = quantized(w, precision);
            QCOMPARE(q.codes.size(1), std::int64_t{(columns * bits + 7) / 8});
            const torch::Tensor back = widened(q);
            QCOMPARE(back.sizes().vec(), w.sizes().vec());
            QVERIFY(((back >= 0) == (w >= 0)).all().item<bool>());
            if (precision == Precision::Binary) QVERIFY(torch::allclose(back.abs(), q.scales.unsqueeze(1).expand_as(back)));
            else QVERIFY(torch::allclose(back.abs() > q.scales.unsqueeze(1), w.abs() > q.scales.unsqueeze(1)));
        }
    }
    void numbersThatAreNoneAreRefused() {
        for (const Precision precision : {Precision::Int8, Precision::Int2, Precision::Binary}) {
            for (const float bad : {std::nanf(""), HUGE_VALF, -HUGE_VALF}) {
                torch::Tensor w = torch::randn({2, 3});
                w[1][1] = bad;
                try {
                    quantized(w, precision);
                    QFAIL("no error");
                } catch (const Error& error) {
                    QCOMPARE(int(error.kind()), int(ErrorKind::Numeric));
                }
            }
        }
    }

    void filesKeepWhatTheyPromise_data() {
        QTest::addColumn<int>("precision");
        QTest::addColumn<bool>("embeddings");
        QTest::addColumn<double>("bits");
        QTest::newRow("fp32") << int(Precision::Float32) << false << 32.0;
        QTest::newRow("fp16") << int(Precision::Float16) << false << 16.0;
        QTest::newRow("bf16") << int(Precision::BFloat16) << false << 16.0;
        QTest::newRow("int8") << int(Precision::Int8) << false << 8.0;
        QTest::newRow("int8 with embeddings") << int(Precision::Int8) << true << 8.0;
        QTest::newRow("int2") << int(Precision::Int2) << false << 2.0;
        QTest::newRow("binary with embeddings") << int(Precision::Binary) << true << 1.0;
    }
    // Size on disk within 5 % of what bits a weight predict; and what is read is what was written.
    void filesKeepWhatTheyPromise() {
        QFETCH(int, precision);
        QFETCH(bool, embeddings);
        QFETCH(double, bits);
        Fixture f(wideExperiment());
        const Variant variant = variantOf(static_cast<Precision>(precision), embeddings);
        const bool cast = variant.precision == Precision::Float16 || variant.precision == Precision::BFloat16;
        const NamedTensors stored = storedWeights(segmentsOf(f.model), variant);
        double predicted = 0;  // with four bytes for the scale of each row
        for (const auto& segment : f.model.segments())
            for (std::size_t i = 0; i < segment->count(); ++i) {
                const ParameterKind kind = kindOf(segment->parameterName(i), (*segment)[i]);
                const bool few = cast || kind == ParameterKind::Matrix || (kind == ParameterKind::Table && embeddings);
                predicted += static_cast<double>((*segment)[i].numel()) * (few ? bits : 32) / 8;
                if (few && bits < 16) predicted += 4.0 * static_cast<double>((*segment)[i].size(0));
            }
        writeSafetensors(path("model"), stored, storedMetadata(variant));
        const auto bytes = static_cast<double>(std::filesystem::file_size(path("model")));
        const auto header = bytes - static_cast<double>(storedBytes(stored));
        QVERIFY(header > 0 && header < 20000);
        const double data = static_cast<double>(storedBytes(stored));
        QVERIFY2(std::abs(data / predicted - 1) < 0.05, qPrintable(QString("%1, predicted %2").arg(data).arg(predicted)));

        auto back = readSafetensors(path("model"));
        QCOMPARE(isQuantized(back), variant.precision != Precision::Float32);
        const std::vector<std::string> int8 = widen(back, path("model"));
        QVERIFY(!isQuantized(back));
        QCOMPARE(int8.size(), variant.precision == Precision::Int8 ? std::size_t{4 * 4 + 1} : std::size_t{0});
        std::size_t names = 0;
        for (const auto& segment : f.model.segments()) {
            for (std::size_t i = 0; i < segment->count(); ++i, ++names) {
                const torch::Tensor was = (*segment)[i].detach(), is = back.at(segment->parameterName(i));
                QCOMPARE(is.scalar_type(), torch::kFloat);
                const ParameterKind kind = kindOf(segment->parameterName(i), was);
                const bool few = kind == ParameterKind::Matrix || (kind == ParameterKind::Table && embeddings);
                torch::Tensor wanted = was;
                if (variant.precision == Precision::Float16) wanted = was.to(torch::kHalf).to(torch::kFloat);
                else if (variant.precision == Precision::BFloat16) wanted = was.to(torch::kBFloat16).to(torch::kFloat);
                else if (few && bits < 32) wanted = widened(quantized(was, variant.precision));
                QVERIFY2(torch::equal(is, wanted), segment->parameterName(i).c_str());
            }
        }
        QCOMPARE(back.size(), names);  // scales and packing are gone
        fillWeights(back, segmentsOf(f.model), path("model"));
    }
    void sharedHalvesAreStoredOnceAndStayShared() {
        Experiment e = smallExperiment(4);
        e.techniques.sharing.emplace().group_size = 4;
        Fixture f(e), g(e);
        const NamedTensors stored = storedWeights(segmentsOf(f.model), variantOf(Precision::Int8));
        std::set<std::string> names;
        std::int64_t codes = 0;
        for (const auto& [name, tensor] : stored) {
            QVERIFY(names.insert(name).second);
            codes += tensor.scalar_type() == torch::kChar;
        }
        QCOMPARE(codes, std::int64_t{4 + 1});  // of one layer, and the head
        std::vector<Segment*> twice = segmentsOf(f.model);
        twice.insert(twice.end(), twice.begin(), twice.end());
        QCOMPARE(storedWeights(twice, variantOf(Precision::Int8)).size(), stored.size());
        auto weights = asRead(stored);
        widen(weights, "model");
        fillWeights(weights, segmentsOf(g.model), "model");
        QCOMPARE(g.model.parameters(), f.model.parameters());
        QVERIFY(torch::equal(g.segment("attention.0")[0], widened(quantized(f.segment("attention.0")[0], Precision::Int8))));
    }
    void valuesBeyondAHalfAreClampedAndCounted() {
        Fixture f(smallExperiment(1));
        Segment& head = f.segment("head");
        torch::NoGradGuard no_grad;
        head.values[0] = 1e6f;
        head.values[1] = -7e4f;
        head.values[2] = 65504.0f;
        std::int64_t clamped = -1;
        auto weights = asRead(storedWeights(segmentsOf(f.model), variantOf(Precision::Float16), &clamped));
        QCOMPARE(clamped, std::int64_t{2});
        widen(weights, "model");
        fillWeights(weights, segmentsOf(f.model), "model");
        QCOMPARE(head.values[0].item<float>(), 65504.0f);
        QCOMPARE(head.values[1].item<float>(), -65504.0f);
        storedWeights(segmentsOf(f.model), variantOf(Precision::Float16), &clamped);
        QCOMPARE(clamped, std::int64_t{0});
    }

    void filesThatDoNotFitTogetherAreErrors_data() {
        QTest::addColumn<int>("damage");
        for (int i = 0; i < 23; ++i) QTest::addRow("%d", i) << i;
    }
    void filesThatDoNotFitTogetherAreErrors() {
        QFETCH(int, damage);
        const torch::Tensor w = torch::randn({3, 10});
        const QuantizedMatrix int8 = quantized(w, Precision::Int8), int2 = quantized(w, Precision::Int2);
        const auto packing = [](std::int64_t bits, std::int64_t columns) { return torch::tensor({bits, columns}, torch::kLong); };
        std::map<std::string, torch::Tensor> a{{"x.weight", int8.codes}, {"x.weight.scale", int8.scales}};
        std::map<std::string, torch::Tensor> b{
            {"x.weight", int2.codes}, {"x.weight.scale", int2.scales}, {"x.weight.packing", packing(2, 10)}};
        auto fine = b;
        widen(fine, "file");  // as it is
        QCOMPARE(fine.at("x.weight").sizes().vec(), (std::vector<std::int64_t>{3, 10}));
        const auto huge = std::numeric_limits<std::int64_t>::max();
        switch (damage) {
            case 0:
                a.erase("x.weight.scale");
                break;
            case 1:
                a["x.weight.scale"] = torch::ones({4});
                break;
            case 2:
                a["x.weight.scale"] = torch::ones({3}, torch::kDouble);
                break;
            case 3:
                a["x.weight.scale"] = torch::full({3}, std::nanf(""));
                break;
            case 4:
                a["x.weight.scale"] = -int8.scales;
                break;
            case 5:
                a["x.weight"] = int8.codes.flatten();
                break;
            case 6:
                a["x.weight.scale"] = torch::ones({3, 1});
                break;
            case 7:
                b.erase("x.weight.packing");
                break;
            case 8:
                b["x.weight.packing"] = packing(2, 13);
                break;
            case 9:
                b["x.weight.packing"] = packing(2, 8);
                break;
            case 10:
                b["x.weight.packing"] = packing(1, 10);
                break;
            case 11:
                b["x.weight.packing"] = packing(0, 10);
                break;
            case 12:
                b["x.weight.packing"] = packing(2, huge);
                break;
            case 13:
                b["x.weight.packing"] = packing(2, -huge);
                break;
            case 14:
                b["x.weight.packing"] = torch::tensor({std::int64_t{2}}, torch::kLong);
                break;
            case 15:  // would pass for weights without a scale
                a["x.weight"] = int8.codes.to(torch::kInt);
                break;
            case 16:
                a.erase("x.weight");
                break;
            case 17:
                a["x.weight.packing"] = int8.codes;
                break;
            case 18:  // finite, but not times the codes
                a["x.weight.scale"] = torch::full({3}, 3e38f);
                break;
            case 19:
                a["x.weight.scale"] = torch::full({3}, HUGE_VALF);
                break;
            case 20:
                b["x.weight.packing"] = torch::tensor({2, 10}, torch::kInt);
                break;
            case 21:  // bits times columns leave every range
                b["x.weight"] = torch::empty({0, std::int64_t{1} << 61}, torch::kByte);
                b["x.weight.scale"] = torch::empty({0});
                b["x.weight.packing"] = packing(1, huge);
                break;
            case 22:
                b["x.weight"] = int2.codes.to(torch::kChar);
                break;
        }
        // As a map, and as what a real file of it gives.
        const auto as_map = damage < 7 || (damage >= 15 && damage < 20) ? a : b;
        const NamedTensors tensors(as_map.begin(), as_map.end());
        writeSafetensors(path("damaged"), tensors, {});
        for (auto weights : {as_map, readSafetensors(path("damaged"))}) {
            try {
                widen(weights, "file");
                QFAIL("no error");
            } catch (const Error& error) {
                QCOMPARE(int(error.kind()), int(ErrorKind::Io));
                QVERIFY(std::string(error.what()).starts_with("file is damaged"));
            }
        }
    }
    void emptyMatricesAreNoTrouble() {
        std::map<std::string, torch::Tensor> weights{{"x.weight", torch::zeros({0, 4}, torch::kChar)},
                                                     {"x.weight.scale", torch::zeros({0})}};
        widen(weights, "file");
        QCOMPARE(weights.at("x.weight").sizes().vec(), (std::vector<std::int64_t>{0, 4}));
    }

    void runsWithQuantizedWeightsLoad() {
        Experiment e = smallExperiment(2);
        e.train.steps = 2;
        e.train.threads = 1;
        const std::filesystem::path run = trainHere({e, path("library").string(), {}});
        const std::string newest = checkpointNames(run).front();
        const auto file = run / "checkpoints" / newest / "model.safetensors";
        const StoredModel exact = loadStored(run, newest);
        QVERIFY(!exact.int8 && !exact.model->computesInInt8());
        NamedTensors stored = storedWeights(segmentsOf(*exact.model), variantOf(Precision::Int8, true));
        writeSafetensors(file, stored, storedMetadata(variantOf(Precision::Int8)));
        const StoredModel small = loadStored(run, newest);
        QVERIFY(small.int8);
        QCOMPARE(small.model->computesInInt8(), PackedLinear::available());
        EncoderModel other(small.model->blueprint(), small.model->size(), 5);
        loadCheckpoint(run, newest, segmentsOf(other), false);
        for (const EncoderModel* model : {static_cast<const EncoderModel*>(small.model.get()), static_cast<const EncoderModel*>(&other)})
            for (const char* name : {"attention.1", "embeddings"}) {
                const torch::Tensor was = (*exact.model->segment(name))[0], is = (*model->segment(name))[0];
                QVERIFY(torch::equal(is, widened(quantized(was, Precision::Int8))));
            }
        // A matrix whose scales are another's.
        for (auto& [name, tensor] : stored)
            if (name == "embeddings.words.scale") tensor = tensor.narrow(0, 0, 1).clone();
        writeSafetensors(file, stored);
        QVERIFY_EXCEPTION_THROWN(loadStored(run, newest), Error);
        QVERIFY_EXCEPTION_THROWN(loadCheckpoint(run, newest, segmentsOf(other), false), Error);
    }

    // ---- computing ----

    void packedLinearIsCloseAndIsTheInt8Kernel() {
        if (!PackedLinear::available()) QSKIP("no 8-bit arithmetic here");
        const torch::Tensor w = widened(quantized(torch::randn({48, 64}), Precision::Int8)), bias = torch::randn({48});
        const PackedLinear packed(w, bias, int8Scales(w));
        const torch::Tensor x = torch::randn({4, 7, 64}), exact = at::linear(x, w, bias), is = packed(x);
        QCOMPARE(is.sizes().vec(), exact.sizes().vec());
        const double relative = ((is - exact).norm() / exact.norm()).item<double>();
        QVERIFY2(relative > 1e-4 && relative < 0.03, qPrintable(QString::number(relative)));  // close, and not the same arithmetic
        // The input on 256 levels between its least and its largest value, 0 among them, gives what the kernel gives.
        const double low = std::min(0.0, x.min().item<double>()), high = std::max(0.0, x.max().item<double>());
        const double step = (high - low) / 255, zero = std::nearbyint(-low / step);
        const torch::Tensor rounded = ((x / step).round().add(zero).clamp(0, 255) - zero) * step;
        QVERIFY(((is - at::linear(rounded, w, bias)).norm() / exact.norm()).item<double>() < relative / 5);
        QCOMPARE(packed(torch::zeros({0, 64})).sizes().vec(), (std::vector<std::int64_t>{0, 48}));
        for (const float bad : {std::nanf(""), HUGE_VALF})
            for (const int at : {0, 63, 70}) {
                torch::Tensor spoilt = torch::randn({2, 64});
                spoilt.view({-1})[at] = bad;
                QVERIFY_EXCEPTION_THROWN(packed(spoilt), Error);
            }
    }
    void modelsComputeInInt8() {
        if (!PackedLinear::available()) QSKIP("no 8-bit arithmetic here");
        Fixture f(wideExperiment());
        auto weights = asRead(storedWeights(segmentsOf(f.model), variantOf(Precision::Int8, true)));
        const std::vector<std::string> int8 = widen(weights, "model");
        const torch::Tensor exact = f.logits(f.model.fullPlan());
        fillWeights(weights, segmentsOf(f.model), "model");
        const torch::Tensor rounded = f.logits(f.model.fullPlan());
        QVERIFY(!f.model.computesInInt8());
        f.model.computeInInt8(int8);
        QVERIFY(f.model.computesInInt8());
        const torch::Tensor is = f.logits(f.model.fullPlan());
        const auto relative = [](const torch::Tensor& a, const torch::Tensor& b) { return ((a - b).norm() / b.norm()).item<double>(); };
        QVERIFY2(relative(is, exact) < 0.1, qPrintable(QString::number(relative(is, exact))));
        QVERIFY2(relative(is, rounded) > 1e-5, "as exact as fp32: the int8 kernel did not run");
        // Only the named ones.
        Fixture g(wideExperiment());
        fillWeights(weights, segmentsOf(g.model), "model");
        g.model.computeInInt8({"norm.weight", "embeddings.words", "nothing"});
        QVERIFY(!g.model.computesInInt8());
        QVERIFY(torch::equal(g.logits(g.model.fullPlan()), rounded));
        // With gradients the weights are those in F32.
        Dropout none;
        QVERIFY(torch::equal(f.model.forward(f.batch, f.model.fullPlan(), none).logits.detach(), rounded));
    }
    void weightsThatChangedAreNotComputedWithInInt8() {
        if (!PackedLinear::available()) QSKIP("no 8-bit arithmetic here");
        Fixture f(wideExperiment());
        const NamedTensors stored = storedWeights(segmentsOf(f.model), variantOf(Precision::Int8));
        auto weights = asRead(stored), again = weights;
        f.model.computeInInt8(widen(weights, "model"));
        const torch::Tensor packed = f.logits(f.model.fullPlan());
        torch::NoGradGuard no_grad;
        Fixture plain(wideExperiment());
        for (Fixture* each : {&f, &plain})
            for (const auto& segment : each->model.segments())
                if (segment->name() != "embeddings") segment->values.mul_(0.5);
        QVERIFY(torch::equal(f.logits(f.model.fullPlan()), plain.logits(plain.model.fullPlan())));
        QVERIFY(largestDifference(f.logits(f.model.fullPlan()), packed) > 1e-3);
        // The optimiser writes past the tensors' versions: its number of updates tells.
        Fixture updated(wideExperiment());
        const torch::Tensor exact = updated.logits(updated.model.fullPlan());
        updated.model.computeInInt8(widen(again, "model"));
        QVERIFY(largestDifference(updated.logits(updated.model.fullPlan()), exact) > 1e-6);
        for (const auto& segment : updated.model.segments()) ++segment->updates;
        QVERIFY(torch::equal(updated.logits(updated.model.fullPlan()), exact));
    }
    void sharedHalvesComputeInInt8InEverySlot() {
        if (!PackedLinear::available()) QSKIP("no 8-bit arithmetic here");
        Experiment shared = wideExperiment(), apart = shared;
        shared.techniques.sharing.emplace().group_size = 4;
        Fixture f(shared), g(apart);
        torch::NoGradGuard no_grad;
        for (const auto& segment : g.model.segments()) {
            const std::string& name = segment->name();
            const char* shared_name = name.starts_with("attention.") ? "attention.0" : "feed_forward.0";
            const bool end = name == "embeddings" || name == "head";
            segment->values.copy_(f.segment(end ? name : shared_name).values);
        }
        for (Fixture* each : {&f, &g}) {
            auto weights = asRead(storedWeights(segmentsOf(each->model), variantOf(Precision::Int8)));
            const auto names = widen(weights, "model");
            fillWeights(weights, segmentsOf(each->model), "model");
            each->model.computeInInt8(names);
        }
        QVERIFY(torch::equal(f.logits(f.model.fullPlan()), g.logits(g.model.fullPlan())));
    }
    void sideNetworksComputeInInt8() {
        if (!PackedLinear::available()) QSKIP("no 8-bit arithmetic here");
        Experiment e = wideExperiment();
        LadderSettings& ladder = e.techniques.ladder.emplace();
        ladder.reduction = 2;
        Fixture f(e);
        auto weights = asRead(storedWeights(segmentsOf(f.model), variantOf(Precision::Int8)));
        const auto names = widen(weights, "model");
        QVERIFY(std::count(names.begin(), names.end(), "side.ends.in.weight") == 1);
        fillWeights(weights, segmentsOf(f.model), "model");
        const torch::Tensor rounded = f.logits(f.model.fullPlan());
        f.model.computeInInt8({"side.ends.in.weight", "side.rung.0.down.weight", "side.ends.out.weight"});
        const torch::Tensor is = f.logits(f.model.fullPlan());
        const double relative = ((is - rounded).norm() / rounded.norm()).item<double>();
        QVERIFY2(relative > 1e-6 && relative < 0.1, qPrintable(QString::number(relative)));
    }

    // ---- heads narrower than the layer ----

    void headSizesDecideTheShapes() {
        Experiment e = smallExperiment(3);
        e.model.stack[1].heads = 3;
        e.model.stack[1].head_size = 5;
        e.model.stack[2].head_size = 8;  // as it would be anyway
        const Fixture f(e);
        QCOMPARE(f.segment("attention.1")[0].sizes().vec(), (std::vector<std::int64_t>{45, 16}));
        QCOMPARE(f.segment("attention.1")[2].sizes().vec(), (std::vector<std::int64_t>{16, 15}));
        QCOMPARE(f.segment("attention.2")[0].sizes().vec(), (std::vector<std::int64_t>{48, 16}));
        QCOMPARE(cost(e, e.techniques, f.model.size(), activeSlots(e.model)).parameters, f.model.parameters());
        Experiment plain = smallExperiment(3);
        const double fewer = cost(plain, {}, f.model.size(), {2}).flops - cost(e, {}, f.model.size(), {2}).flops;
        const double length = f.model.size().length;  // one unit of width less: four products with the state, two of attention
        QCOMPARE(fewer, 2 * length * 4 * 16 + 2 * 2 * length * length);
        Fixture running(e);
        running.backward(running.model.fullPlan());
        QVERIFY(running.segment("attention.1").gradient.abs().sum().item<float>() > 0);
        Plan plan = running.model.fullPlan();
        plan.taps = {{"encoder", 2, Tap::What::Values}};
        Dropout none;
        QCOMPARE(running.model.forward(running.batch, plan, none).taps.begin()->second.sizes().vec(),
                 (std::vector<std::int64_t>{8, 3, 12, 5}));
    }
    void headSizesOfOrdinaryModelsChangeNothing() {
        const Fixture plain(smallExperiment(2));
        Experiment e = smallExperiment(2);
        for (Slot& slot : e.model.stack) slot.head_size = 8;
        const Fixture named(e);
        QVERIFY(torch::equal(plain.segment("attention.1").values, named.segment("attention.1").values));
        QVERIFY(torch::equal(plain.logits(plain.model.fullPlan()), named.logits(named.model.fullPlan())));
        QCOMPARE(plain.model.planOf({1}).encoder().steps[0].head_size, 8);
    }
    void ladderOverPrunedHeadsIsNarrowerByTheReduction() {
        Experiment e = smallExperiment(2);
        e.model.stack[0].heads = 1;
        e.model.stack[0].head_size = 8;
        e.techniques.ladder.emplace().reduction = 4;
        e.techniques.ladder->initialise = LadderSettings::Initialise::Magnitude;
        const Fixture f(e);
        QCOMPARE(f.segment("side.attention.0")[0].sizes().vec(), (std::vector<std::int64_t>{6, 4}));
        QVERIFY(f.logits(f.model.fullPlan()).isfinite().all().item<bool>());
        QCOMPARE(cost(f.model.blueprint(), f.model.size(), {1, 2}).parameters, f.model.parameters());
    }
};

QTEST_APPLESS_MAIN(TestQuantizedWeights)
#include "tst_quantized_weights.moc"
