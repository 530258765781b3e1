// A task's data as batches of numbers: generated or read from files, tokenised, grouped by length. No tensors in here,
// so that a window can show data without LibTorch.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "engine/data/reading.h"
#include "engine/experiment/cost.h"
#include "engine/experiment/experiment.h"
#include "engine/runs/event.h"

namespace layerlab {

enum class Split { Train, Valid, Test };
const char* splitName(Split split);  // "train", "valid", "test"

constexpr std::int64_t ignored_label = -100;  // no loss, no metric
constexpr std::int64_t padding_token = 0;

// Sequences of about one length, padded to the longest at the end.
struct Batch {
    int rows = 0, length = 0;
    std::vector<std::int64_t> tokens;    // [rows, length]
    std::vector<int> lengths;            // [rows], real tokens
    std::vector<std::int64_t> labels;    // [rows], or [rows, length] where every position has one
    std::vector<int> difficulty;         // one for each label, what TaskData::difficultyName says; empty: none
    std::vector<std::int64_t> examples;  // [rows], the number of each where they come again; empty: drawn anew
    std::int64_t realTokens() const;
};

// The accuracy of a rule that needs no learning.
struct Baseline {
    std::string name;  // English, marked by words()
    double accuracy = 0;
};

class TaskData {
public:
    virtual ~TaskData() = default;
    virtual TaskSize size() const = 0;
    // The batch of one training step (from 0): a pure function of seed and step.
    virtual Batch trainBatch(std::int64_t step, int batch_size) const = 0;
    // All of a split's batches in a fixed order. Throws Error(BadInput) where the task has no such split.
    virtual std::vector<Batch> batches(Split split, int batch_size) const = 0;
    // Labels whose accuracy counts: the first `countedLabels` ones (hops: not "no answer").
    virtual int countedLabels() const { return size().labels; }
    virtual std::vector<std::string> labelNames() const = 0;
    // What the numbers of a text's tokens stand for; nullptr: the task reads no text.
    virtual const std::vector<std::string>* tokens() const { return nullptr; }
    // Training examples that come again, epoch by epoch, and have numbers in batches; 0: every one is drawn anew.
    virtual std::int64_t returning() const { return 0; }
    // What the difficulties of batches count ("hops", "depth"); English, marked by words(). Empty: nothing.
    virtual std::string difficultyName() const { return {}; }
    // What a trained model has to beat on this split: always the most frequent label, guessing, and the task's own rules.
    // None where tokens are predicted.
    virtual std::vector<Baseline> baselines(Split /*split*/) const { return {}; }
    // Of the splits that have a fixed size and are not empty. An example is a sequence, of plain text a window; windows do
    // not overlap here.
    virtual std::vector<SplitFacts> facts() const { return {}; }
    // Writes what is needed to use the model later (vocabulary.txt, task.json) into a run folder.
    virtual void save(const std::filesystem::path& run) const = 0;
    // What a person should know about the data, such as many unknown words; one sentence each.
    virtual std::vector<std::string> notes() const { return {}; }
    // Files that were read, as "path size sha256" lines: changed data is noticed when a run is resumed.
    virtual std::vector<std::string> fingerprint() const { return {}; }
};

// What a run tells of its data: see TaskFacts.
TaskFacts factsOf(const TaskData& data);

// Always the most frequent label, and a uniform guess among them. counts: how often each of them occurs.
std::vector<Baseline> labelBaselines(const std::vector<std::int64_t>& counts);

// Generates or reads the task's data. Throws Error(BadInput) naming file and line. vocabulary_from: see
// VocabularySource (none: everything is made anew). watch: to follow a long reading of files, or
// the drawing of many examples (it counts these then), and to end it, which throws Error(Cancelled).
std::unique_ptr<TaskData> loadTask(const Task& task, std::uint64_t seed, const VocabularySource& vocabulary_from = {},
                                   const ReadWatch& watch = {});
std::unique_ptr<TaskData> loadTask(const Experiment& experiment);

}  // namespace layerlab
