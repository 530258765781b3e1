// Ladder Side-Tuning as the paper and its code have it (conformance check 9).
#include <torch/torch.h>

#include <torch/csrc/autograd/functions/accumulate_grad.h>

#include <QtTest/QtTest>

#include <numeric>

#include "engine/depths/evaluate.h"
#include "engine/depths/trie.h"
#include "engine/techniques/backbone_cache.h"
#include "engine/techniques/ladder.h"
#include "engine/techniques/side_start.h"
#include "tests/allocations.h"
#include "tests/model_fixture.h"

using namespace layerlab;

namespace {

using Gate = LadderSettings::Gate;
using Initialise = LadderSettings::Initialise;

// Places in the segments: the order of the model's specs.
enum { qkv_weight, qkv_bias, output_weight, output_bias, norm_weight, norm_bias };  // of an attention half
enum { up_weight, up_bias, down_weight, down_bias };                                // of a feed-forward half, the norm as above
enum { rung_weight, rung_bias, rung_gate };

// Side layers of width 4; tests that measure importance ask for it themselves.
Experiment beside(const LadderSettings& settings, int layers = 4) {
    Experiment e = smallExperiment(layers);
    e.techniques.ladder = settings;
    e.techniques.ladder->reduction = 4;
    e.techniques.ladder->initialise = settings.initialise == Initialise::Fisher ? Initialise::Random : settings.initialise;
    return e;
}

struct Side : Fixture {
    explicit Side(const Experiment& e) : Fixture(e), techniques(makeTechniques(model.blueprint(), e.techniques)) {}
    explicit Side(const LadderSettings& settings = {}, int layers = 4) : Side(beside(settings, layers)) {}
    StepResult step(std::int64_t number, double learning_rate = 0.01) {
        return trainStep(model, techniques, {1, number, 0, number, 11}, batch, experiment.train, learning_rate);
    }
    BackboneStates states() const {
        Dropout none;
        return model.backbone(batch, model.fullPlan(), none);
    }
    std::map<std::string, torch::Tensor> values() const {
        std::map<std::string, torch::Tensor> all;
        for (const auto& s : model.segments()) all[s->name()] = s->values.clone();
        return all;
    }
    void set(const std::string& name, std::size_t part, const torch::Tensor& value) const {
        torch::NoGradGuard no_grad;
        Segment& s = segment(name);
        s.part(s.values, part).copy_(value);
    }
    torch::Tensor get(const std::string& name, std::size_t part) const { return segment(name).part(segment(name).values, part).clone(); }
    std::map<std::string, double> scalars() const {
        std::map<std::string, double> named;
        for (const auto& technique : techniques) technique->scalars(model, model.fullPlan(), {1, 0, 0}, named);
        return named;
    }
    TechniqueList techniques;
};

LadderSettings gated(Gate::Kind kind, double start = 0, double temperature = 0.1) {
    LadderSettings settings;
    settings.gate.kind = kind;
    settings.gate.start = start;
    settings.gate.temperature = temperature;
    return settings;
}

LadderSettings reading(std::vector<int> rungs) {
    LadderSettings settings;
    settings.rungs = std::move(rungs);
    return settings;
}

bool ofSide(const std::string& name) { return name.rfind("side.", 0) == 0; }

bool hasGradient(const Segment& segment) {
    for (std::size_t i = 0; i < segment.count(); ++i)
        if (segment[i].grad().defined()) return true;
    return false;
}

// A step that joins a rung and computes nothing else.
Step bare(const EncoderModel& model, int rung) {
    Step step = model.fullPlan().measured().steps[static_cast<std::size_t>(rung)];
    step.attention = step.feed_forward = -1;
    return step;
}

torch::Tensor numbers(const std::vector<std::int64_t>& all) { return torch::tensor(all, torch::kInt64); }

torch::Tensor pick(const torch::Tensor& matrix, const torch::Tensor& rows, const torch::Tensor& columns) {
    return matrix.index_select(0, rows).index_select(1, columns);
}

// The numbers of the largest, ascending.
torch::Tensor top(const torch::Tensor& sums, std::int64_t count) { return std::get<0>(torch::sort(std::get<1>(torch::topk(sums, count)))); }

// Three sequences of 5, 3 and 4 tokens, numbered as examples of a file.
Batch padded(const std::vector<int>& rows) {
    const std::vector<std::vector<std::int64_t>> all{{5, 1, 2, 3, 4}, {6, 2, 1}, {7, 4, 3, 1}};
    Batch batch;
    batch.rows = static_cast<int>(rows.size());
    for (const int row : rows) batch.length = std::max(batch.length, static_cast<int>(all[static_cast<std::size_t>(row)].size()));
    for (const int row : rows) {
        std::vector<std::int64_t> tokens = all[static_cast<std::size_t>(row)], labels = tokens;
        batch.lengths.push_back(static_cast<int>(tokens.size()));
        for (std::int64_t& label : labels) label %= 5;
        tokens.resize(static_cast<std::size_t>(batch.length), padding_token);
        labels.resize(static_cast<std::size_t>(batch.length), ignored_label);
        batch.tokens.insert(batch.tokens.end(), tokens.begin(), tokens.end());
        batch.labels.insert(batch.labels.end(), labels.begin(), labels.end());
        batch.examples.push_back(row);
    }
    return batch;
}

// All states one below the other, of one row's real tokens.
torch::Tensor rowOf(const BackboneStates& states, std::int64_t row, std::int64_t length) {
    std::vector<torch::Tensor> all{states.embedded};
    all.insert(all.end(), states.read.begin(), states.read.end());
    return torch::stack(all).select(1, row).narrow(1, 0, length).clone();
}

}  // namespace

class TestLadder : public QObject {
    Q_OBJECT

    // Importance of a hand-made layer is such that these stay.
    static void makeTinyLayer(const Side& f) {
        torch::Tensor words = torch::zeros({8, 4});
        words[2][0] = 1, words[3][1] = -5, words[4][2] = 2, words[5][3] = 4;  // columns 1, 3
        f.set("embeddings", 0, words);
        // Rows 2, 3: row 0 is large in a column that is gone, row 1 in two of query, key and value only.
        torch::Tensor qkv = torch::full({12, 4}, 0.1);
        qkv[0][0] = qkv[4][0] = qkv[8][0] = 100;
        qkv[1][1] = 9, qkv[5][1] = 0, qkv[9][1] = 9;
        qkv[2][1] = -2, qkv[6][1] = 2, qkv[10][1] = 2;
        qkv[3][3] = 1, qkv[7][3] = 1, qkv[11][3] = -1;
        f.set("attention.0", qkv_weight, qkv);
        f.set("attention.0", qkv_bias, torch::arange(12));
        // Rows 1, 2.
        torch::Tensor output = torch::full({4, 4}, 0.1);
        output[0][0] = 50, output[1][2] = 3, output[2][3] = -4;
        f.set("attention.0", output_weight, output);
        f.set("attention.0", output_bias, torch::arange(4) + 20);
        f.set("attention.0", norm_weight, torch::arange(4) + 1);
        f.set("attention.0", norm_bias, torch::arange(4) + 30);
        // Rows 0, 3.
        torch::Tensor up = torch::full({4, 4}, 0.1);
        up[0][1] = 2, up[1][0] = 9, up[2][3] = 9, up[3][2] = -3;
        f.set("feed_forward.0", up_weight, up);
        f.set("feed_forward.0", up_bias, torch::arange(4) + 40);
        // Rows 2, 3.
        torch::Tensor down = torch::full({4, 4}, 0.1);
        down[1][1] = 9, down[2][0] = 1, down[3][3] = -1;
        f.set("feed_forward.0", down_weight, down);
        f.set("feed_forward.0", down_bias, torch::arange(4) + 50);
        f.set("feed_forward.0", norm_weight, torch::arange(4) + 5);
        f.set("feed_forward.0", norm_bias, torch::arange(4) + 60);
    }

private Q_SLOTS:
    void theGateMixesSideAndBackbone_data() {
        QTest::addColumn<double>("start");
        QTest::addColumn<double>("share");
        QTest::addRow("start") << 0.0 << 0.5;
        QTest::addRow("half a temperature up") << 0.05 << 1 / (1 + std::exp(-0.5));
        QTest::addRow("two temperatures down") << -0.2 << 1 / (1 + std::exp(2.0));
        QTest::addRow("the side alone") << 100.0 << 1.0;
    }
    void theGateMixesSideAndBackbone() {
        QFETCH(double, start);
        QFETCH(double, share);
        const Side f(gated(Gate::Kind::Learned, start));
        torch::NoGradGuard no_grad;
        Dropout none;
        const BackboneStates states = f.states();
        const torch::Tensor side = f.model.enterSide(states, none);
        QCOMPARE(side.size(2), 4);
        for (int rung = 0; rung < 4; ++rung) {
            const std::string name = "side.rung." + std::to_string(rung);
            f.set(name, rung_bias, torch::arange(4) * 0.1);
            const torch::Tensor down =
                torch::matmul(states.read[static_cast<std::size_t>(rung)], f.get(name, rung_weight).t()) + f.get(name, rung_bias);
            const torch::Tensor joined = f.model.run(bare(f.model, rung), side, f.batch, none, &states);
            QVERIFY(torch::allclose(joined, share * side + (1 - share) * down, 1e-4, 1e-4));
            QVERIFY(std::abs(f.model.gates()[static_cast<std::size_t>(rung)] - share) < 1e-6);
        }
    }
    // As a linear layer of PyTorch: evenly from ±1/√n, n the width that it reads; here 8 down and 4 up.
    void theWaysInAndOutStartAsTheAuthorsDo() {
        const Side f(gated(Gate::Kind::Learned));
        const auto starts = [](const torch::Tensor& values, double width) {
            const double bound = 1 / std::sqrt(width);
            const double most = values.abs().max().item<double>();
            return most <= bound && most > bound / 4;  // a bias has four values only
        };
        enum { in_weight, in_bias, out_weight, out_bias };
        for (int rung = 0; rung < 4; ++rung) {
            const std::string name = "side.rung." + std::to_string(rung);
            QVERIFY(starts(f.get(name, rung_weight), 8));
            QVERIFY(starts(f.get(name, rung_bias), 8));
        }
        QVERIFY(starts(f.get("side.ends", in_weight), 8));
        QVERIFY(starts(f.get("side.ends", in_bias), 8));
        QVERIFY(starts(f.get("side.ends", out_weight), 4));
        QVERIFY(starts(f.get("side.ends", out_bias), 4));
    }
    void aSumHasNoGate() {
        const Side f(gated(Gate::Kind::Sum));
        torch::NoGradGuard no_grad;
        Dropout none;
        const BackboneStates states = f.states();
        const torch::Tensor side = f.model.enterSide(states, none);
        const torch::Tensor down = torch::matmul(states.read[0], f.get("side.rung.0", rung_weight).t()) + f.get("side.rung.0", rung_bias);
        QVERIFY(torch::allclose(f.model.run(bare(f.model, 0), side, f.batch, none, &states), side + down, 1e-4, 1e-4));
        for (const auto& [name, value] : f.scalars()) QVERIFY(name.find("gate") == std::string::npos);
    }
    void theRungJoinsBeforeOrAfterTheSideLayer() {
        for (const auto fuse : {LadderSettings::Fuse::Before, LadderSettings::Fuse::After}) {
            LadderSettings settings;
            settings.fuse = fuse;
            const Side f(settings);
            torch::NoGradGuard no_grad;
            Dropout none;
            const BackboneStates states = f.states();
            const torch::Tensor side = f.model.enterSide(states, none);
            const Step step = f.model.fullPlan().measured().steps[1];
            const auto join = [&](const torch::Tensor& x) { return f.model.run(bare(f.model, 1), x, f.batch, none, &states); };
            const auto layer = [&](const torch::Tensor& x) { return f.model.run(step, x, f.batch, none); };
            const torch::Tensor before = layer(join(side)), after = join(layer(side));
            QVERIFY(!torch::allclose(before, after));
            QVERIFY(torch::equal(f.model.run(step, side, f.batch, none, &states), fuse == LadderSettings::Fuse::Before ? before : after));
        }
    }
    void onlyLearnedGatesMove() {
        Side learned(gated(Gate::Kind::Learned)), fixed(gated(Gate::Kind::Fixed, 0.1));
        for (int step = 0; step < 5; ++step) learned.step(step), fixed.step(step);
        for (const double share : learned.model.gates()) QVERIFY(std::abs(share - 0.5) > 1e-4);
        for (const double share : fixed.model.gates()) QVERIFY(std::abs(share - 1 / (1 + std::exp(-1.0))) < 1e-6);
    }
    void gatesFollowTheirSchedule() {
        using Schedule = Gate::Schedule;
        QCOMPARE(scheduledGate(Schedule::Linear, 0, 11), 0.1);
        QCOMPARE(scheduledGate(Schedule::Linear, 5, 11), 0.5);
        QCOMPARE(scheduledGate(Schedule::Linear, 10, 11), 0.9);
        QCOMPARE(scheduledGate(Schedule::Linear, 0, 1), 0.1);
        QCOMPARE(scheduledGate(Schedule::Hyperbolic, 0, 11), 0.9);
        QCOMPARE(scheduledGate(Schedule::Hyperbolic, 1, 11), 0.5);
        QCOMPARE(scheduledGate(Schedule::Hyperbolic, 4, 11), 0.2);
        QCOMPARE(scheduledGate(Schedule::Hyperbolic, 10, 11), 0.1);
        LadderSettings settings = gated(Gate::Kind::Schedule);
        settings.gate.schedule = Schedule::Hyperbolic;
        Side f(settings);
        for (const int step : {0, 1, 4, 10}) {
            f.step(step);  // training leaves it where the schedule put it
            for (const double share : f.model.gates()) QVERIFY(std::abs(share - scheduledGate(Schedule::Hyperbolic, step, 11)) < 1e-5);
        }
        QVERIFY(std::abs(f.scalars().at("ladder.gate.3") - 0.1) < 1e-5);
    }

    // Neither a gradient nor a graph: of the leaves that a backward pass would reach none is the backbone's.
    void theBackboneIsOutsideTheGraph() {
        Side f;
        const BackboneStates states = f.states();
        QVERIFY(!states.embedded.requires_grad());
        for (const torch::Tensor& state : states.read) QVERIFY(!state.requires_grad());
        std::set<const void*> learning;
        for (const auto& segment : f.model.segments())
            if (ofSide(segment->name()) || segment->name() == "head")
                for (std::size_t i = 0; i < segment->count(); ++i) learning.insert((*segment)[i].data_ptr());
        Dropout none;
        const torch::Tensor logits = f.model.forward(f.batch, f.model.fullPlan(), none).logits;
        std::vector<torch::autograd::Node*> open{logits.grad_fn().get()};
        std::set<torch::autograd::Node*> seen;
        std::set<const void*> reached;
        while (!open.empty()) {
            torch::autograd::Node* node = open.back();
            open.pop_back();
            if (!node || !seen.insert(node).second) continue;
            if (const auto* leaf = dynamic_cast<torch::autograd::AccumulateGrad*>(node)) reached.insert(leaf->variable.data_ptr());
            for (const auto& edge : node->next_edges()) open.push_back(edge.function.get());
        }
        QVERIFY(reached == learning);
    }
    void theBackboneKeepsEveryBit() {
        Side f;
        const auto before = f.values();
        for (int step = 0; step < 5; ++step) QVERIFY(!f.step(step).skipped);
        for (const auto& segment : f.model.segments()) {
            const bool learns = ofSide(segment->name()) || segment->name() == "head";
            QCOMPARE(!torch::equal(segment->values, before.at(segment->name())), learns);
            QCOMPARE(hasGradient(*segment), learns);
            QCOMPARE(segment->gradient.defined(), learns);
            QCOMPARE(segment->first_moment.defined(), learns);
        }
    }
    void theHeadLearnsOrNot() {
        LadderSettings settings;
        settings.train_head = false;
        Side f(settings);
        const torch::Tensor before = f.segment("head").values.clone();
        f.step(0);
        QVERIFY(torch::equal(f.segment("head").values, before));
        QVERIFY(hasGradient(f.segment("side.ends")));
    }
    void backboneDropoutIsAChoice() {
        for (const bool drops : {false, true}) {
            LadderSettings settings;
            settings.backbone_dropout = drops;
            Experiment e = beside(settings);
            e.model.dropout = 0.5;
            const Side f(e);
            Plan plan = trainingPlan(f.model.blueprint());
            f.techniques.front()->planTraining(plan, {1, 0, 0});
            torch::NoGradGuard no_grad;
            Dropout active(Draws(1, Purpose::Dropout));
            QCOMPARE(torch::equal(f.model.backbone(f.batch, plan, active).read.back(), f.states().read.back()), !drops);
        }
    }
    void rungsLeftOutAreNotThere() {
        const Side f(reading({2, 4}));
        QCOMPARE(f.model.fullPlan().measured().route(), (Route{1, 2}));
        QCOMPARE(f.model.gates().size(), std::size_t{2});
        const BackboneStates states = f.states();
        QCOMPARE(states.read.size(), std::size_t{2});
        Dropout none;
        torch::Tensor x = states.embedded;
        const auto steps = f.model.fullPlan().encoder().steps;
        for (std::size_t i = 0; i < 4; ++i) {
            x = f.model.run(steps[i], x, f.batch, none);
            if (i == 1) QVERIFY(torch::equal(states.read[0], x));
            if (i == 3) QVERIFY(torch::equal(states.read[1], x));
        }
        const auto named = f.scalars();
        QVERIFY(named.count("ladder.gate.2") && named.count("ladder.gate.4"));
        QVERIFY(!named.count("ladder.gate.1") && !named.count("ladder.gate.3"));
    }
    void layersAboveTheLastRungDoNotRun() {
        const Side f(reading({1, 2}));
        const torch::Tensor before = f.logits(f.model.fullPlan());
        for (const char* name : {"attention.2", "feed_forward.2", "attention.3", "feed_forward.3"}) f.segment(name).values.zero_();
        QVERIFY(torch::equal(f.logits(f.model.fullPlan()), before));
        f.segment("attention.1").values.zero_();
        QVERIFY(!torch::equal(f.logits(f.model.fullPlan()), before));
    }
    void layerDropIsWithinTheSideNetwork() {
        Experiment e = beside({});
        e.techniques.layer_drop.emplace().rates = {0, 1.0 - 1e-12, 0, 0};
        Side f(e);
        const auto before = f.values();
        const StepResult result = f.step(0);
        QCOMPARE(result.plan.measured().route(), (Route{1, 3, 4}));
        QCOMPARE(result.plan.encoder().route(), (Route{1, 2, 3, 4}));
        for (int i = 0; i < 4; ++i)
            for (const std::string part : {"side.rung.", "side.attention.", "side.feed_forward."}) {
                const std::string name = part + std::to_string(i);
                QCOMPARE(hasGradient(f.segment(name)), i != 1);
                QCOMPARE(torch::equal(f.segment(name).values, before.at(name)), i == 1);
            }
        // A rung that is left out leaves the state as it is.
        QVERIFY(torch::equal(f.logits(result.plan), f.logits(f.model.planOf({1, 3, 4}))));
    }
    void evaluatingRoutesIsTheForwardPass() {
        Experiment e = beside({});
        e.techniques.layer_drop.emplace();
        const Side f(e);
        const std::vector<Route> routes{{1, 2, 3, 4}, {1, 2}, {1, 3}, {4}};
        std::vector<Plan> plans;
        for (const Route& route : routes) plans.push_back(f.model.planOf(route));
        std::size_t results = 0;
        RouteTrie(plans).walk(f.model, f.batch, {}, [&](std::size_t route, const torch::Tensor& logits) {
            ++results;
            if (!torch::equal(logits, f.logits(plans[route]))) qFatal("a route differs");
        });
        QCOMPARE(results, routes.size());
        const auto batches = f.data->batches(Split::Valid, 32);
        QCOMPARE(batches.size(), std::size_t{1});
        const TensorBatch valid = toTensors(batches.front(), f.model.causal(), torch::kCPU);
        const auto evaluated = evaluateRoutes(f.model, *f.data, batches, routes);
        for (std::size_t r = 0; r < routes.size(); ++r) {
            torch::NoGradGuard no_grad;
            Dropout none;
            const double loss = f.model.loss(f.model.forward(valid, plans[r], none).logits, valid.labels).item<double>();
            QVERIFY(std::abs(evaluated[r].loss - loss) < 1e-4);
        }
    }

    // d = 4, r = 2, every index worked out by hand; see makeTinyLayer.
    void magnitudeKeepsTheLargest_data() {
        QTest::addColumn<bool>("post");
        QTest::addRow("norm before") << false;
        QTest::addRow("norm after") << true;
    }
    void magnitudeKeepsTheLargest() {
        QFETCH(bool, post);
        Experiment e = smallExperiment(1);
        e.model.hidden = e.model.feed_forward = 4;
        e.model.norm = post ? Norm::Post : Norm::Pre;
        LadderSettings settings;
        settings.reduction = 2;
        settings.initialise = Initialise::Magnitude;
        e.techniques.ladder = settings;
        Side f(e);
        makeTinyLayer(f);
        const auto before = f.values();
        startSide({f.model, *f.data, 1, {}}, settings);

        const torch::Tensor embedded = numbers({1, 3}), joint = numbers({2, 3}), out = numbers({1, 2});
        const torch::Tensor wide = numbers({0, 3}), last = numbers({2, 3});
        const torch::Tensor stacked = numbers({2, 3, 6, 7, 10, 11});
        const auto is = [&](const char* half, std::size_t part, const torch::Tensor& rows) {
            return torch::equal(f.get("side." + std::string(half), part), f.get(half, part).index_select(0, rows));
        };
        QVERIFY(torch::equal(f.get("side.attention.0", qkv_weight), pick(f.get("attention.0", qkv_weight), stacked, embedded)));
        QVERIFY(is("attention.0", qkv_bias, stacked));
        QVERIFY(torch::equal(f.get("side.attention.0", output_weight), pick(f.get("attention.0", output_weight), out, joint)));
        QVERIFY(is("attention.0", output_bias, out));
        QVERIFY(is("attention.0", norm_weight, post ? out : embedded));
        QVERIFY(is("attention.0", norm_bias, post ? out : embedded));
        QVERIFY(torch::equal(f.get("side.feed_forward.0", up_weight), pick(f.get("feed_forward.0", up_weight), wide, out)));
        QVERIFY(is("feed_forward.0", up_bias, wide));
        QVERIFY(torch::equal(f.get("side.feed_forward.0", down_weight), pick(f.get("feed_forward.0", down_weight), last, wide)));
        QVERIFY(is("feed_forward.0", down_bias, last));
        QVERIFY(is("feed_forward.0", norm_weight, post ? last : out));
        QVERIFY(is("feed_forward.0", norm_bias, post ? last : out));
        // What is not a layer stays as it was made, and so does the backbone.
        for (const auto& [name, value] : before)
            QCOMPARE(torch::equal(f.segment(name).values, value), name != "side.attention.0" && name != "side.feed_forward.0");
    }
    void everySideLayerStartsFromTheOneItReads() {
        LadderSettings settings = reading({2, 4});
        settings.initialise = Initialise::Magnitude;
        Side f(settings);
        startSide({f.model, *f.data, 1, {}}, settings);
        for (const auto& [side, backbone] : {std::pair("side.attention.0", "attention.1"), std::pair("side.attention.1", "attention.3")}) {
            // Every number of the narrow matrix is one of the wide one's.
            const torch::Tensor from = f.get(backbone, qkv_weight).view({-1, 1}), to = f.get(side, qkv_weight).view({1, -1});
            QVERIFY((from == to).any(0).all().item<bool>());
        }
    }
    void sharedSideLayersAreFilledOnce() {
        Experiment e = beside({});
        e.techniques.ladder->initialise = Initialise::Magnitude;
        Side alone(e);
        e.techniques.sharing.emplace().groups = 1;
        Side shared(e);
        for (Side* f : {&alone, &shared}) startSide({f->model, *f->data, 1, {}}, *e.techniques.ladder);
        for (const char* name : {"side.attention.0", "side.feed_forward.0"})
            QVERIFY(torch::equal(shared.segment(name).values, alone.segment(name).values));
    }
    void fisherIsTheSumOfSquaredGradientsOfSingleExamples() {
        constexpr int samples = 3;
        LadderSettings settings;
        settings.reduction = 4;
        settings.samples = samples;
        Experiment e = beside(settings, 2);
        e.techniques.ladder->initialise = Initialise::Fisher;
        e.model.stack[1].frozen = true;  // it does not learn, and matters all the same
        Side f(e);
        const auto before = f.values();
        startSide({f.model, *f.data, 1, {}}, *e.techniques.ladder);

        Fixture plain(smallExperiment(2));  // the same weights, trained by itself
        std::map<std::string, torch::Tensor> squares;
        for (int k = 0; k < samples; ++k) {
            plain.batch = toTensors(plain.data->trainBatch(k, 1), plain.model.causal(), torch::kCPU);
            plain.backward(plain.model.fullPlan());
            for (const auto& segment : plain.model.segments()) {
                const torch::Tensor square = segment->gradient.square();
                torch::Tensor& sum = squares[segment->name()];
                sum = sum.defined() ? sum + square : square;
            }
        }
        const auto important = [&](const std::string& name, std::size_t part) {
            return plain.segment(name).part(squares.at(name), part).to(torch::kDouble);
        };
        torch::Tensor in = top(important("embeddings", 0).sum(0), 4);
        for (const std::string i : {"0", "1"}) {
            const torch::Tensor qkv = important("attention." + i, qkv_weight).index_select(1, in);
            const torch::Tensor joint = top((qkv.narrow(0, 0, 16) * qkv.narrow(0, 16, 16) * qkv.narrow(0, 32, 16)).sum(1), 4);
            const torch::Tensor rows = torch::cat({joint, joint + 16, joint + 32});
            QVERIFY(torch::equal(f.get("side.attention." + i, qkv_weight), pick(f.get("attention." + i, qkv_weight), rows, in)));
            in = top(important("attention." + i, output_weight).index_select(1, joint).sum(1), 4);
            QVERIFY(torch::equal(f.get("side.attention." + i, output_weight), pick(f.get("attention." + i, output_weight), in, joint)));
            const torch::Tensor wide = top(important("feed_forward." + i, up_weight).index_select(1, in).sum(1), 8);
            QVERIFY(torch::equal(f.get("side.feed_forward." + i, up_weight), pick(f.get("feed_forward." + i, up_weight), wide, in)));
            in = top(important("feed_forward." + i, down_weight).index_select(1, wide).sum(1), 4);
            QVERIFY(torch::equal(f.get("side.feed_forward." + i, down_weight), pick(f.get("feed_forward." + i, down_weight), in, wide)));
        }
        // Nothing of the measuring is left.
        for (const auto& segment : f.model.segments()) {
            QVERIFY(!hasGradient(*segment));
            QVERIFY(!segment->gradient.defined());
            const bool filled = segment->name().rfind("side.attention", 0) == 0 || segment->name().rfind("side.feed_forward", 0) == 0;
            QCOMPARE(torch::equal(segment->values, before.at(segment->name())), !filled);
        }
    }
    void measuringCanBeStopped() {
        LadderSettings settings;
        settings.samples = 1000000;
        Side f;
        const auto before = f.values();
        int asked = 0;
        try {
            startSide({f.model, *f.data, 1, [&] { return ++asked == 3; }}, settings);
            QFAIL("it went on");
        } catch (const Error& error) {
            QVERIFY(error.kind() == ErrorKind::Cancelled);
        }
        QCOMPARE(asked, 3);
        for (const auto& segment : f.model.segments()) {
            QVERIFY(!hasGradient(*segment));
            QVERIFY(torch::equal(segment->values, before.at(segment->name())));
        }
    }
    void aRandomStartIsLeftAlone() {
        LadderSettings settings;
        settings.initialise = Initialise::Random;
        Side f(settings);
        const auto before = f.values();
        f.techniques.front()->begin({f.model, *f.data, 1, {}});
        for (const auto& segment : f.model.segments()) QVERIFY(torch::equal(segment->values, before.at(segment->name())));
    }

    void keptStatesAreTheBackbones_data() {
        QTest::addColumn<bool>("causal");
        QTest::addRow("causal") << true;
        QTest::addRow("both ways") << false;
    }
    void keptStatesAreTheBackbones() {
        QFETCH(bool, causal);
        Experiment e = beside(reading({2, 3}));
        e.model.attention = causal ? Attention::Causal : Attention::Bidirectional;
        const Side f(e);
        const Blueprint& blueprint = f.model.blueprint();
        const TensorBatch batch = toTensors(padded({0, 1, 2}), causal, torch::kCPU);
        const Plan plan = f.model.fullPlan();
        Dropout none;
        const BackboneStates plain = f.model.backbone(batch, plan, none);
        BackboneCache cache(blueprint, 1e9);
        const BackboneStates first = *cache.of(f.model, batch, plan);
        QCOMPARE(first.read.size(), std::size_t{2});
        QVERIFY(!first.read[0].requires_grad());
        const std::int64_t lengths[] = {5, 3, 4};
        for (int row = 0; row < 3; ++row)
            QVERIFY(torch::allclose(rowOf(first, row, lengths[row]), rowOf(plain, row, lengths[row]), 1e-5, 1e-5));
        QCOMPARE(first.read[1][1].narrow(0, 3, 2).abs().sum().item<float>(), 0.0f);  // padding
        QCOMPARE(cache.bytes(), BackboneCache::bytesFor(blueprint, 3, 4.0));
        QCOMPARE(cache.bytes(), 4.0 * 3 * 16 * (5 + 3 + 4));
        QVERIFY(!cache.full());

        // Bit for bit the same, whatever else is in the batch and whatever was there first.
        BackboneCache other(blueprint, 1e9);
        for (const int row : {2, 1, 0}) {
            const TensorBatch one = toTensors(padded({row}), causal, torch::kCPU);
            QVERIFY(torch::equal(rowOf(*other.of(f.model, one, plan), 0, lengths[row]), rowOf(first, row, lengths[row])));
        }
        const BackboneStates again = *other.of(f.model, batch, plan);
        for (int row = 0; row < 3; ++row) QVERIFY(torch::equal(rowOf(again, row, lengths[row]), rowOf(first, row, lengths[row])));
        // They are kept, not computed again.
        f.segment("attention.0").values.zero_();
        QVERIFY(torch::equal(cache.of(f.model, batch, plan)->read[1], first.read[1]));
        QCOMPARE(cache.bytes(), BackboneCache::bytesFor(blueprint, 3, 4.0));
    }
    void examplesWithoutAPlaceAreComputed() {
        const Side f;
        const Blueprint& blueprint = f.model.blueprint();
        const TensorBatch batch = toTensors(padded({0, 1, 2}), f.model.causal(), torch::kCPU);
        const Plan plan = f.model.fullPlan();
        Dropout none;
        const BackboneStates plain = f.model.backbone(batch, plan, none);
        BackboneCache cache(blueprint, BackboneCache::bytesFor(blueprint, 2, taskLength(blueprint.task)));
        QCOMPARE(cache.capacity(), 2);
        cache.of(f.model, toTensors(padded({1, 0}), f.model.causal(), torch::kCPU), plan);
        QVERIFY(!cache.full());
        const BackboneStates states = *cache.of(f.model, batch, plan);
        QVERIFY(cache.full());
        QCOMPARE(cache.bytes(), BackboneCache::bytesFor(blueprint, 2, 4.0));  // of 5 and 3 tokens
        const std::int64_t lengths[] = {5, 3, 4};
        for (int row = 0; row < 3; ++row)
            QVERIFY(torch::allclose(rowOf(states, row, lengths[row]), rowOf(plain, row, lengths[row]), 1e-5, 1e-5));
        // A cache that begins here, as that of a run that goes on, computes the same bits.
        BackboneCache later(blueprint, BackboneCache::bytesFor(blueprint, 2, taskLength(blueprint.task)));
        QVERIFY(torch::equal(later.of(f.model, batch, plan)->read.back(), states.read.back()));
        f.segment("attention.0").values.zero_();
        const BackboneStates changed = *cache.of(f.model, batch, plan);
        QVERIFY(torch::equal(rowOf(changed, 1, 3), rowOf(states, 1, 3)));
        QVERIFY(!torch::equal(rowOf(changed, 2, 4), rowOf(states, 2, 4)));
    }
    void trainingWithKeptStatesIsTheSameTraining() {
        LadderSettings settings;
        settings.cache = LadderSettings::Cache::Off;
        Side plain(settings), kept;
        for (Side* f : {&plain, &kept}) f->experiment.train.epsilon = 1e-3;  // noise of tiny gradients is not made large
        const std::vector<std::vector<int>> epochs{{0, 1, 2}, {2, 0}, {1}, {1, 2, 0}, {0, 1}, {2}};
        for (std::size_t step = 0; step < epochs.size(); ++step) {
            double losses[2];
            for (const bool with : {false, true}) {
                Side& f = with ? kept : plain;
                f.batch = toTensors(padded(epochs[step]), f.model.causal(), torch::kCPU);
                losses[with] = f.step(static_cast<std::int64_t>(step), 1e-3).loss;
            }
            QVERIFY(std::abs(losses[0] - losses[1]) < 1e-4);
        }
        for (const auto& segment : plain.model.segments())
            QVERIFY2(torch::allclose(segment->values, kept.segment(segment->name()).values, 1e-4, 1e-4), segment->name().c_str());
        QCOMPARE(plain.scalars().count("ladder.cache_mib"), std::size_t{0});
        QCOMPARE(kept.scalars().at("ladder.cache_mib"), BackboneCache::bytesFor(kept.model.blueprint(), 3, 4.0) / (1 << 20));
    }
    // The backbone runs as far as the pass reads it, and what is kept has every rung nevertheless.
    void whatLiesAboveTheHighestRungOfAPassDoesNotRun() {
        const Side f(beside(reading({1, 2, 4})));
        Dropout none;
        const Plan low = planOf(f.model.blueprint(), {1, 2});
        const BackboneStates all = f.model.backbone(f.batch, f.model.fullPlan(), none), part = f.model.backbone(f.batch, low, none);
        QVERIFY(torch::equal(part.read[1], all.read[1]));
        QVERIFY(all.read[2].defined() && !part.read[2].defined());
        QVERIFY(!f.model.backbone(f.batch, planOf(f.model.blueprint(), {}), none).read[0].defined());
        // Routes of one batch together, the low one first.
        torch::NoGradGuard no_grad;
        const RouteTrie trie({low, f.model.fullPlan()});
        std::map<std::size_t, torch::Tensor> logits;
        trie.walk(f.model, f.batch, {}, [&](std::size_t route, const torch::Tensor& is) { logits[route] = is; });
        QVERIFY(torch::allclose(logits.at(0), f.logits(low), 1e-5, 1e-6));
        QVERIFY(torch::allclose(logits.at(1), f.logits(f.model.fullPlan()), 1e-5, 1e-6));

        BackboneCache cache(f.model.blueprint(), 1e9);
        const TensorBatch numbered = toTensors(padded({0, 1}), f.model.causal(), torch::kCPU);
        cache.of(f.model, numbered, low);
        const BackboneStates kept = *cache.of(f.model, numbered, f.model.fullPlan());
        const BackboneStates plain = f.model.backbone(numbered, f.model.fullPlan(), none);
        QVERIFY(torch::allclose(rowOf(kept, 1, 3), rowOf(plain, 1, 3), 1e-5, 1e-5));
    }
    void theClosedFigureOfWhatTrainsIsTheSegments_data() {
        QTest::addColumn<int>("which");
        QTest::newRow("ladder") << 0;
        QTest::newRow("ladder, head frozen") << 1;
        QTest::newRow("theseus") << 2;
        QTest::newRow("theseus, head trained") << 3;
        QTest::newRow("alone") << 4;
        QTest::newRow("theseus, embeddings replaced") << 5;
    }
    void theClosedFigureOfWhatTrainsIsTheSegments() {
        QFETCH(int, which);
        Experiment e = which < 2 ? beside(reading({2, 3})) : smallExperiment(4);
        if (which < 2) e.techniques.ladder->train_head = which == 0;
        if (which == 2 || which == 3 || which == 5) {
            TheseusSettings& theseus = e.techniques.theseus.emplace();
            theseus.train_head = which == 3;
            theseus.replace_embeddings = which == 5;
            theseus.schedule.kind = TheseusSettings::Schedule::Kind::Constant;
            theseus.schedule.base_rate = 1;
        }
        const Side f(e);
        Plan plan = trainingPlan(f.model.blueprint());
        for (const auto& technique : f.techniques) technique->planTraining(plan, {});
        std::int64_t trained = 0, all = 0;
        for (const Segment* segment : f.model.trainedBy(plan)) trained += segment->values.numel();
        for (const auto& segment : f.model.segments()) all += segment->values.numel();
        const StageCost cost = stageCost(expandedStages(e).front(), blueprintOf(e), f.data->size());
        QCOMPARE(cost.trained, trained);
        QCOMPARE(cost.parameters, all);
        if (which < 2) QVERIFY(cost.memory < 0.9 * cost.full_memory);
        if (which == 4) QCOMPARE(cost.memory, cost.full_memory);
    }
    void embeddingsAreDroppedFromOnce() {
        LadderSettings settings;
        settings.backbone_dropout = true;
        Experiment e = beside(settings);
        e.model.dropout = 0.5;
        const Side f(e);
        Plan plan = trainingPlan(f.model.blueprint());
        f.techniques.front()->planTraining(plan, {});
        Dropout draws(Draws(1, Purpose::Dropout, 0)), none;
        const BackboneStates dropped = f.model.backbone(f.batch, plan, draws);
        QVERIFY((dropped.embedded == 0).to(torch::kFloat).mean().item<double>() > 0.3);
        QVERIFY(torch::equal(f.model.enterSide(dropped, draws), f.model.enterSide(dropped, none)));
        const BackboneStates whole = f.model.backbone(f.batch, f.model.fullPlan(), none);
        QVERIFY(!torch::equal(f.model.enterSide(whole, draws), f.model.enterSide(whole, none)));
    }
    // A pass over states that never come again would be slower, and keep them for nothing.
    void statesAreNotKeptForOnePass() {
        const TensorBatch numbered = toTensors(padded({0, 1}), true, torch::kCPU);
        Experiment e = beside({});
        e.task = ModularAdditionTask{};
        for (const bool again : {false, true}) {
            Side f(e);
            QVERIFY(f.data->returning() > 0 && examplesComeAgain(e.task));
            const std::int64_t drawn = again ? f.data->returning() + 1 : f.data->returning();
            f.techniques.front()->begin({f.model, *f.data, 1, {}, true, drawn});
            QCOMPARE(f.techniques.front()->keptStates(f.model, f.batch, f.model.fullPlan()) != nullptr, again);
            // What a run decided is decided, on whichever machine it goes on.
            Side other(e);
            other.techniques.front()->restore(f.techniques.front()->state());
            QCOMPARE(other.techniques.front()->keptStates(other.model, other.batch, other.model.fullPlan()) != nullptr, again);
        }
    }
    // Sung, Cho and Bansal's claim, by what the allocator hands out: of the backbone no activation outlives the pass.
    void trainingTakesAFractionOfTheMemory() {
        Experiment e = beside({}, 12);
        e.model.hidden = 128;
        e.model.heads = 4;
        e.model.feed_forward = 512;
        e.model.dropout = 0.1;
        e.train.batch_size = 32;
        std::get<HopsTask>(e.task).length = 63;
        e.techniques.ladder->reduction = 8;
        const auto peak = [](Experiment experiment) {
            Side f(experiment);
            f.step(0);  // gradients and moments are there now
            const AllocationPeak allocations;
            f.step(1);
            return static_cast<double>(allocations.bytes());
        };
        const double ladder = peak(e);
        e.techniques.ladder.reset();
        const double full = peak(e);
        // methods.md 11.2 measured 0.30 of the activations.
        QVERIFY2(ladder < 0.4 * full && ladder > 0.1 * full, (std::to_string(ladder) + " of " + std::to_string(full)).c_str());
    }
    void statesAreKeptOnlyWhereTheyComeAgain() {
        Side f;
        const Plan plan = f.model.fullPlan();
        QVERIFY(!f.techniques.front()->keptStates(f.model, f.batch, plan));  // drawn anew
        const TensorBatch numbered = toTensors(padded({0, 1}), f.model.causal(), torch::kCPU);
        QVERIFY(f.techniques.front()->keptStates(f.model, numbered, plan));
        LadderSettings settings;
        settings.backbone_dropout = true;
        Side drawn(settings);
        QVERIFY(!drawn.techniques.front()->keptStates(drawn.model, numbered, plan));
    }
};

QTEST_APPLESS_MAIN(TestLadder)
#include "tst_ladder.moc"
