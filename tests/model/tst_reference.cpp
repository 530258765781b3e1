// Numbers recorded from Hugging Face transformers: BERT and ALBERT with grouped sharing; logits, hidden states,
// attentions, gradients, and BERT after layers were removed.
#include <torch/torch.h>

#include <QtTest/QtTest>

#include <fstream>

#include <nlohmann/json.hpp>

#include "engine/interop/safetensors.h"
#include "engine/model/model.h"

using namespace layerlab;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

struct Case {
    Experiment experiment;
    std::unique_ptr<EncoderModel> model;
    TensorBatch batch;
    std::map<std::string, torch::Tensor> outputs;
    fs::path folder;
    // Recorded name(s) of one of our parameters; several are stacked along the first dimension.
    std::map<std::string, std::vector<std::string>> names;
};

std::vector<std::string> withEnds(const std::string& prefix, const std::vector<std::string>& parts, const char* end) {
    std::vector<std::string> names;
    for (const auto& part : parts) names.push_back(prefix + part + end);
    return names;
}

torch::Tensor recorded(const std::map<std::string, torch::Tensor>& file, const std::vector<std::string>& names) {
    std::vector<torch::Tensor> parts;
    for (const auto& name : names) parts.push_back(file.at(name));
    return parts.size() == 1 ? parts[0] : torch::cat(parts);
}

Case load(const fs::path& folder) {
    Case c;
    c.folder = folder;
    std::ifstream config_file(folder / "config.json"), inputs_file(folder / "inputs.json");
    const json config = json::parse(config_file), inputs = json::parse(inputs_file);
    const bool albert = config.at("model_type") == "albert";
    const int layers = config.at("num_hidden_layers");
    TextFileTask task;
    task.max_length = config.at("max_position_embeddings");
    Experiment& e = c.experiment;
    e.task = task;
    e.model.hidden = config.at("hidden_size");
    e.model.heads = config.at("num_attention_heads");
    e.model.feed_forward = config.at("intermediate_size");
    e.model.norm = Norm::Post;
    e.model.activation = config.at("hidden_act") == "gelu_new" ? Activation::GeluTanh : Activation::Gelu;
    e.model.pooler = true;
    e.model.token_types = 2;
    e.model.embedding_size = config.value("embedding_size", 0);
    e.model.norm_epsilon = config.at("layer_norm_eps");
    e.model.stack.assign(static_cast<std::size_t>(layers), Slot{});
    if (albert) e.techniques.sharing.emplace().groups = config.at("num_hidden_groups").get<int>();
    const int labels = static_cast<int>(config.at("id2label").size());
    c.model = std::make_unique<EncoderModel>(e, e.techniques, TaskSize{config.at("vocab_size"), labels, task.max_length});

    const std::string base = albert ? "albert." : "bert.";
    auto& n = c.names;
    n["embeddings.words"] = {base + "embeddings.word_embeddings.weight"};
    n["embeddings.positions"] = {base + "embeddings.position_embeddings.weight"};
    n["embeddings.token_types"] = {base + "embeddings.token_type_embeddings.weight"};
    for (const char* end : {".weight", ".bias"}) {
        const std::string tail = end;
        n["embeddings.norm" + tail] = {base + "embeddings.LayerNorm" + tail};
        if (albert) n["embeddings.projection" + tail] = {base + "encoder.embedding_hidden_mapping_in" + tail};
        n["head.pooler" + tail] = {base + (albert ? "pooler" : "pooler.dense") + tail};
        n["head.classifier" + tail] = {"classifier" + tail};
        const int groups = albert ? config.at("num_hidden_groups").get<int>() : layers;
        for (int g = 0; g < groups; ++g) {
            const std::string number = std::to_string(g);
            const std::string layer =
                albert ? base + "encoder.albert_layer_groups." + number + ".albert_layers.0." : base + "encoder.layer." + number + ".";
            const std::string a = "attention." + number + ".", f = "feed_forward." + number + ".";
            n[a + "query_key_value" + tail] = withEnds(layer + (albert ? "attention." : "attention.self."), {"query", "key", "value"}, end);
            n[a + "output" + tail] = {layer + (albert ? "attention.dense" : "attention.output.dense") + tail};
            n[a + "norm" + tail] = {layer + (albert ? "attention.LayerNorm" : "attention.output.LayerNorm") + tail};
            n[f + "up" + tail] = {layer + (albert ? "ffn" : "intermediate.dense") + tail};
            n[f + "down" + tail] = {layer + (albert ? "ffn_output" : "output.dense") + tail};
            n[f + "norm" + tail] = {layer + (albert ? "full_layer_layer_norm" : "output.LayerNorm") + tail};
        }
    }
    torch::NoGradGuard no_grad;
    const auto weights = readSafetensors(folder / "model.safetensors");
    for (const auto& segment : c.model->segments())
        for (std::size_t i = 0; i < segment->count(); ++i)
            segment->part(segment->values, i).copy_(recorded(weights, n.at(segment->parameterName(i))));

    Batch batch;
    for (const auto& row : inputs.at("input_ids")) {
        ++batch.rows;
        batch.length = static_cast<int>(row.size());
        for (const auto& id : row) batch.tokens.push_back(id);
    }
    for (const auto& row : inputs.at("attention_mask")) {
        int length = 0;
        for (const auto& on : row) length += on.get<int>();
        batch.lengths.push_back(length);
    }
    for (const auto& label : inputs.at("labels")) batch.labels.push_back(label);
    c.batch = toTensors(batch, false, torch::kCPU);
    std::vector<std::int64_t> types;
    for (const auto& row : inputs.at("token_type_ids"))
        for (const auto& type : row) types.push_back(type);
    c.batch.token_types = torch::tensor(types).view({batch.rows, batch.length});
    c.outputs = readSafetensors(folder / "outputs.safetensors");
    return c;
}

bool close(const torch::Tensor& a, const torch::Tensor& b) { return torch::allclose(a, b, 1e-5, 1e-5); }

}  // namespace

class TestReference : public QObject {
    Q_OBJECT
    fs::path m_reference;

private Q_SLOTS:
    void initTestCase() {
        const QByteArray folder = qgetenv("LAYERLAB_REFERENCE");
        if (folder.isEmpty() || !fs::is_directory(folder.toStdString()))
            QSKIP("LAYERLAB_REFERENCE names no folder with the recorded reference models; these checks are left out");
        m_reference = folder.toStdString();
    }
    void agrees_data() {
        QTest::addColumn<QString>("name");
        for (const char* name : {"bert-classifier", "albert-classifier", "albert-grouped"}) QTest::newRow(name) << name;
    }
    void agrees() {
        QFETCH(QString, name);
        const Case c = load(m_reference / name.toStdString());
        Plan plan = c.model->fullPlan();
        const int layers = slotCount(c.experiment.model);
        for (int slot = 0; slot <= layers; ++slot) {
            plan.taps.insert({"encoder", slot, Tap::What::Hidden});
            if (slot > 0) plan.taps.insert({"encoder", slot, Tap::What::Attention});
        }
        Dropout none;
        const Output output = c.model->forward(c.batch, plan, none);
        QVERIFY(close(output.logits, c.outputs.at("logits")));
        QVERIFY(close(c.model->loss(output.logits, c.batch.labels), c.outputs.at("loss")));
        for (int slot = 0; slot <= layers; ++slot) {
            QVERIFY2(close(output.taps.at({"encoder", slot, Tap::What::Hidden}), c.outputs.at("hidden_states." + std::to_string(slot))),
                     qPrintable(QString::number(slot)));
            if (slot > 0)
                QVERIFY(
                    close(output.taps.at({"encoder", slot, Tap::What::Attention}), c.outputs.at("attentions." + std::to_string(slot - 1))));
        }
    }
    // For ALBERT: the gradient of shared weights is the sum over their uses (conformance check 7).
    void gradientsAgree_data() {
        QTest::addColumn<QString>("name");
        for (const char* name : {"bert-classifier", "albert-grouped"}) QTest::newRow(name) << name;
    }
    void gradientsAgree() {
        QFETCH(QString, name);
        const Case c = load(m_reference / name.toStdString());
        const Plan plan = c.model->fullPlan();
        for (Segment* segment : c.model->trainedBy(plan)) segment->bindGradients();
        Dropout none;
        c.model->loss(c.model->forward(c.batch, plan, none).logits, c.batch.labels).backward();
        const auto gradients = readSafetensors(c.folder / "grads.safetensors");
        for (const auto& segment : c.model->segments())
            for (std::size_t i = 0; i < segment->count(); ++i)
                QVERIFY2(close(segment->part(segment->gradient, i), recorded(gradients, c.names.at(segment->parameterName(i)))),
                         segment->parameterName(i).c_str());
    }
    void prunedDepthsAgree_data() {
        QTest::addColumn<QString>("keep");
        QTest::addColumn<QList<int>>("route");
        QTest::newRow("first") << "keep=0" << QList<int>{1};
        QTest::newRow("every other") << "keep=0,2" << QList<int>{1, 3};
        QTest::newRow("odd") << "keep=1,3" << QList<int>{2, 4};
        QTest::newRow("first half") << "keep=0,1" << QList<int>{1, 2};
        QTest::newRow("last") << "keep=3" << QList<int>{4};
        QTest::newRow("all") << "keep=all" << QList<int>{1, 2, 3, 4};
    }
    void prunedDepthsAgree() {
        QFETCH(QString, keep);
        QFETCH(QList<int>, route);
        const Case c = load(m_reference / "bert-classifier");
        const auto pruned = readSafetensors(c.folder / "pruned.safetensors");
        const auto wanted = pruned.find(keep.toStdString() + "/logits");
        QVERIFY2(wanted != pruned.end(), "the recorded file names it otherwise");
        Dropout none;
        torch::NoGradGuard no_grad;
        QVERIFY(close(c.model->forward(c.batch, c.model->planOf(Route(route.begin(), route.end())), none).logits, wanted->second));
    }
};

QTEST_APPLESS_MAIN(TestReference)
#include "tst_reference.moc"
