#include "engine/training/checkpoint.h"

#include <fcntl.h>
#include <torch/torch.h>
#include <unistd.h>

#include <algorithm>

#include <nlohmann/json.hpp>

#include "engine/interop/safetensors.h"
#include "engine/model/quantized_weights.h"
#include "engine/runs/run_folder.h"
#include "engine/text.h"

namespace layerlab {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

void syncFolder(const fs::path& folder) {
    const int file = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (file < 0) return;
    ::fsync(file);
    ::close(file);
}

void copyInto(const std::map<std::string, torch::Tensor>& from, const std::string& name, const torch::Tensor& to, const fs::path& file) {
    const auto found = from.find(name);
    if (found == from.end()) throw Error(ErrorKind::BadInput, text("%1 has no '%2': it belongs to another model", file.string(), name));
    if (found->second.sizes() != to.sizes())
        throw Error(ErrorKind::BadInput, text("%1: '%2' has another shape: it belongs to another model", file.string(), name));
    to.copy_(found->second);
}

// Gives a whole folder its name; an older one of that name makes room only now.
void publish(const fs::path& run, const fs::path& temporary, const std::string& name) {
    const fs::path folder = run / "checkpoints" / name, old = run / "checkpoints" / (name + ".old");
    std::error_code ignored;
    syncFolder(temporary);
    fs::remove_all(old, ignored);
    if (fs::exists(folder)) fs::rename(folder, old);
    fs::rename(temporary, folder);
    syncFolder(run / "checkpoints");
    fs::remove_all(old, ignored);
}

}  // namespace

std::string checkpointName(std::int64_t step) {
    char name[32];
    std::snprintf(name, sizeof name, "step-%09lld", static_cast<long long>(step));
    return name;
}

namespace {

// A whole checkpoint under a temporary name, then under its own. moments: where they are kept.
void writeCheckpoint(const fs::path& run, const std::string& name, const NamedTensors& weights,
                     const std::map<std::string, std::string>& metadata, const NamedTensors* moments, const json& state) {
    const fs::path folder = run / "checkpoints" / name, temporary = run / "checkpoints" / (name + ".tmp");
    std::error_code ignored;
    fs::remove_all(temporary, ignored);
    fs::create_directories(temporary, ignored);
    if (ignored) throw Error(ErrorKind::Io, text("%1 %2: %3", text("cannot make the folder"), temporary.string(), ignored.message()));
    try {
        writeSafetensors(temporary / "model.safetensors", weights, metadata);
        if (moments) writeSafetensors(temporary / "optimizer.safetensors", *moments);
        writeFileAtomically(temporary / "state.json", state.dump(2) + "\n");
        publish(run, temporary, name);
    } catch (const fs::filesystem_error& error) {
        fs::remove_all(temporary, ignored);
        throw Error(ErrorKind::Io, text("%1 %2: %3", text("cannot write the checkpoint"), folder.string(), error.code().message()));
    } catch (...) {
        fs::remove_all(temporary, ignored);
        throw;
    }
}

json toJson(const TrainingState& state) {
    return {{"step", state.step},
            {"stage", state.stage},
            {"stage_step", state.stage_step},
            {"seconds", state.seconds},
            {"best_metric", state.best_metric},
            {"has_best", state.has_best},
            {"best_step", state.best_step},
            {"last_evaluated", state.last_evaluated},
            {"stage_started", state.stage_started},
            {"stage_done", state.stage_done},
            {"stage_end", state.stage_end},
            {"empty_draws", state.empty_draws},
            {"evaluations_without_best", state.evaluations_without_best}};
}

}  // namespace

void saveCheckpoint(const fs::path& run, const std::string& name, const Segments& segments, const TrainingState& state, bool with_moments) {
    NamedTensors weights, moments;
    json updates = json::object();
    for (Segment* segment : segments) {
        for (std::size_t i = 0; i < segment->count(); ++i) {
            weights.emplace_back(segment->parameterName(i), (*segment)[i]);
            if (!with_moments || !segment->first_moment.defined()) continue;
            moments.emplace_back(segment->parameterName(i) + ".first_moment", segment->part(segment->first_moment, i));
            moments.emplace_back(segment->parameterName(i) + ".second_moment", segment->part(segment->second_moment, i));
        }
        if (with_moments && segment->updates > 0) updates[segment->name()] = segment->updates;
    }
    json o = toJson(state);
    o["updates"] = updates;
    writeCheckpoint(run, name, weights, {{"format", "layerlab"}}, with_moments ? &moments : nullptr, o);
}

void saveWeights(const fs::path& run, const std::string& name, const NamedTensors& weights,
                 const std::map<std::string, std::string>& metadata, const TrainingState& state) {
    json o = toJson(state);
    o["updates"] = json::object();
    writeCheckpoint(run, name, weights, metadata, nullptr, o);
}

void copyCheckpoint(const fs::path& run, const std::string& from, const std::string& to) {
    const fs::path temporary = run / "checkpoints" / (to + ".tmp");
    std::error_code ignored;
    fs::remove_all(temporary, ignored);
    try {
        fs::copy(run / "checkpoints" / from, temporary, fs::copy_options::recursive);
        publish(run, temporary, to);
    } catch (const fs::filesystem_error& error) {
        fs::remove_all(temporary, ignored);
        throw Error(ErrorKind::Io,
                    text("%1 %2: %3", text("cannot write the checkpoint"), (run / "checkpoints" / to).string(), error.code().message()));
    }
}

namespace {

TrainingState stateFromJson(const json& o) {
    TrainingState state;
    state.step = o.at("step").get<std::int64_t>();
    state.stage = o.at("stage").get<int>();
    state.stage_step = o.at("stage_step").get<std::int64_t>();
    state.seconds = o.at("seconds").get<double>();
    state.best_metric = o.at("best_metric").get<double>();
    state.has_best = o.at("has_best").get<bool>();
    state.best_step = o.at("best_step").get<std::int64_t>();
    state.last_evaluated = o.at("last_evaluated").get<std::int64_t>();
    state.stage_started = o.at("stage_started").get<bool>();
    state.stage_done = o.value("stage_done", false);
    state.stage_end = o.value("stage_end", "");
    state.empty_draws = o.value("empty_draws", o.value("skipped", std::int64_t{0}));  // the latter: as older versions called it
    state.evaluations_without_best = o.at("evaluations_without_best").get<int>();
    return state;
}

}  // namespace

TrainingState readState(const fs::path& run, const std::string& name) {
    const fs::path file = run / "checkpoints" / name / "state.json";
    try {
        return stateFromJson(json::parse(readFile(file)));
    } catch (const json::exception&) {
        throw Error(ErrorKind::Io, text("%1 is damaged", file.string()));
    }
}

void fillWeights(const std::map<std::string, torch::Tensor>& weights, const Segments& segments, const fs::path& file) {
    torch::NoGradGuard no_grad;
    for (const Segment* segment : segments)
        for (std::size_t i = 0; i < segment->count(); ++i)
            copyInto(weights, segment->parameterName(i), segment->part(segment->values, i), file);
}

TrainingState loadCheckpoint(const fs::path& run, const std::string& name, const Segments& segments, bool with_moments) {
    torch::NoGradGuard no_grad;
    const fs::path folder = run / "checkpoints" / name;
    auto weights = readSafetensors(folder / "model.safetensors");
    widen(weights, folder / "model.safetensors");
    std::map<std::string, torch::Tensor> moments;
    if (with_moments) moments = readSafetensors(folder / "optimizer.safetensors");
    try {
        const json o = json::parse(readFile(folder / "state.json"));
        const TrainingState state = stateFromJson(o);
        fillWeights(weights, segments, folder / "model.safetensors");
        if (!with_moments) return state;
        for (Segment* segment : segments) {
            segment->updates = o.at("updates").value(segment->name(), std::int64_t{0});
            if (segment->updates == 0) continue;
            segment->allocateMoments();
            for (std::size_t i = 0; i < segment->count(); ++i) {
                copyInto(moments, segment->parameterName(i) + ".first_moment", segment->part(segment->first_moment, i),
                         folder / "optimizer.safetensors");
                copyInto(moments, segment->parameterName(i) + ".second_moment", segment->part(segment->second_moment, i),
                         folder / "optimizer.safetensors");
            }
        }
        return state;
    } catch (const json::exception&) {
        throw Error(ErrorKind::Io, text("%1 is damaged", (folder / "state.json").string()));
    }
}

Segments segmentsOf(const EncoderModel& model) {
    Segments all;
    for (const auto& segment : model.segments()) all.push_back(segment.get());
    return all;
}

std::string stageName(int stage) { return "stage-" + std::to_string(stage + 1); }

std::vector<std::string> checkpointNames(const fs::path& run) {
    std::vector<std::string> names;
    std::error_code error;
    for (fs::directory_iterator it(run / "checkpoints", error), end; !error && it != end; it.increment(error)) {
        const std::string name = it->path().filename().string();
        if (name.starts_with("step-") && name.find('.') == std::string::npos) names.push_back(name);
    }
    std::sort(names.rbegin(), names.rend());
    return names;
}

void pruneCheckpoints(const fs::path& run, std::size_t keep) {
    const auto names = checkpointNames(run);
    std::error_code ignored;
    for (std::size_t i = keep; i < names.size(); ++i) fs::remove_all(run / "checkpoints" / names[i], ignored);
}

}  // namespace layerlab
