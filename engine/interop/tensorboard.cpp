#include "engine/interop/tensorboard.h"

#include <algorithm>
#include <string>

#include "engine/error.h"
#include "interop/tensorboard.pb.h"
#include "engine/interop/tf_record.h"
#include "engine/runs/run_folder.h"
#include "engine/text.h"

namespace layerlab {

namespace {

namespace fs = std::filesystem;

void add(tensorboard::Summary& summary, const std::string& tag, double value) {
    auto* const added = summary.add_value();
    added->set_tag(tag);
    added->set_simple_value(static_cast<float>(value));
}

// Slashes make groups in TensorBoard as dots do in LayerLab.
std::string grouped(std::string name) {
    std::replace(name.begin(), name.end(), '.', '/');
    return name;
}

void add(tensorboard::Summary& summary, const StepFinished& step) {
    for (const auto& [term, loss] : step.losses) add(summary, "loss/" + term, loss);
    for (const auto& [group, rate] : step.learning_rates) add(summary, group == "all" ? "learning_rate" : "learning_rate/" + group, rate);
    add(summary, "gradient_norm", step.gradient_norm);
    add(summary, "tokens_per_second", step.tokens_per_second);
    for (const auto& [name, value] : step.scalars) add(summary, grouped(name), value);
}

void add(tensorboard::Summary& summary, const Evaluated& evaluated) {
    const std::string split = evaluated.split == "valid" ? "" : "_" + evaluated.split;
    add(summary, "accuracy" + split + "/full", evaluated.full.accuracy);
    for (const auto& depth : evaluated.depths) add(summary, "accuracy" + split + "/depth_" + std::to_string(depth.depth()), depth.accuracy);
    for (const auto& [metric, value] : evaluated.full.metrics) add(summary, metric + split + "/full", value);
    add(summary, "loss/" + evaluated.split, evaluated.full.loss);
}

std::string record(tensorboard::Event event, double time, std::int64_t step) {
    event.set_wall_time(time);
    event.set_step(step);
    return tfRecord(event.SerializeAsString());
}

// The text plugin reads Markdown.
tensorboard::Event asText(const std::string& tag, const std::string& yaml) {
    tensorboard::Event event;
    auto* const value = event.mutable_summary()->add_value();
    value->set_tag(tag);
    value->mutable_metadata()->mutable_plugin_data()->set_plugin_name("text");
    value->mutable_tensor()->set_dtype(tensorboard::DT_STRING);
    value->mutable_tensor()->mutable_tensor_shape()->add_dim()->set_size(1);
    value->mutable_tensor()->add_string_val("```yaml\n" + yaml + "\n```\n");
    return event;
}

}  // namespace

fs::path writeTensorBoard(const fs::path& run, const fs::path& target) {
    const auto summary = readSummary(run);
    if (!summary) throw Error(ErrorKind::BadInput, text("%1: no such run folder", run.string()));
    const std::vector<Event> events = resolved(readEvents(run));
    const double started = events.empty() ? summary->started : events.front().time;

    tensorboard::Event version;
    version.set_file_version("brain.Event:2");
    std::string content = record(version, started, 0);
    if (fs::exists(run / "experiment.yaml")) content += record(asText("experiment", readFile(run / "experiment.yaml")), started, 0);
    for (const Event& event : events) {
        tensorboard::Event written;
        std::int64_t step = event.step;
        if (const auto* finished = std::get_if<StepFinished>(&event.what)) {
            add(*written.mutable_summary(), *finished);
        } else if (const auto* evaluated = std::get_if<Evaluated>(&event.what)) {
            add(*written.mutable_summary(), *evaluated);
            step = weightsStep(event);
        } else {
            continue;
        }
        content += record(std::move(written), event.time, step);
    }

    const fs::path whole = fs::absolute(run).lexically_normal();  // a path with a slash at its end has no file name
    const fs::path folder = target / (whole.has_filename() ? whole : whole.parent_path()).filename();
    std::error_code error;
    fs::create_directories(folder, error);
    if (error) throw Error(ErrorKind::Io, text("%1 %2: %3", text("cannot make the folder"), folder.string(), error.message()));
    const std::string host = summary->host.empty() ? "localhost" : summary->host;
    const fs::path file = folder / ("events.out.tfevents." + std::to_string(static_cast<std::int64_t>(started)) + "." + host + ".layerlab");
    writeFileAtomically(file, content);
    return file;
}

}  // namespace layerlab
