#include "ui/sweep/sweep_edit.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>
#include <set>

#include "engine/experiment/fields.h"
#include "engine/experiment/sweep.h"
#include "ui/session/experiment_document.h"
#include "ui/session/key_edit.h"

namespace layerlab {

namespace {

struct SweepEdit {
    Q_DECLARE_TR_FUNCTIONS(layerlab::SweepEdit)
};

constexpr std::size_t most_tried = 1000;  // values, while they are being typed; all of them are tried by validate()
constexpr std::size_t most_told = 6;

QString shown(const std::string& text) { return QString::fromStdString(text); }

// A sweep that names nothing is none.
void tidy(Experiment& experiment) {
    if (experiment.sweep && experiment.sweep->grid.empty() && experiment.sweep->seeds.empty()) experiment.sweep.reset();
}

}  // namespace

bool isSweepable(const std::string& key) {
    const KeyHelp* help = keyHelp(key);
    if (!help) return false;
    const bool one_value = help->kind == ValueKind::Integer || help->kind == ValueKind::Number || help->kind == ValueKind::Choice ||
                           help->kind == ValueKind::Boolean;
    return one_value && !key.starts_with("sweep.") && key != "layerlab";
}

QString reasonAgainstSweeping(const std::string& key) {
    if (key == "seed") return SweepEdit::tr("Seeds are listed in the section Sweep.");
    if (key.find("[]") != std::string::npos)
        return SweepEdit::tr("A sweep sets one value for the whole experiment; this one belongs to the selected layers.");
    return {};
}

const Sweep::Axis* sweepAxis(const Experiment& experiment, const std::string& key) {
    if (!experiment.sweep) return nullptr;
    const auto& grid = experiment.sweep->grid;
    const auto found = std::find_if(grid.begin(), grid.end(), [&](const Sweep::Axis& axis) { return axis.key == key; });
    return found == grid.end() ? nullptr : &*found;
}

QString readAxisValues(const Experiment& experiment, const std::string& key, const QString& typed, std::vector<std::string>& values) {
    std::vector<std::string> read;
    QString text = typed.trimmed();
    while (text.endsWith(QLatin1Char(','))) text = text.chopped(1).trimmed();  // about to be continued
    if (text.isEmpty()) return SweepEdit::tr("Name at least one value.");
    if (const std::string wrong = readSweepValues(text.toStdString(), read); !wrong.empty()) return shown(wrong);
    if (read.empty()) return SweepEdit::tr("Name at least one value.");
    std::set<std::string> seen;
    std::size_t tried = 0;
    for (const std::string& value : read) {
        if (!seen.insert(value).second) return SweepEdit::tr("%1 is listed twice.").arg(shown(value));
        if (++tried > most_tried) continue;
        Experiment copy = experiment;
        if (const std::string wrong = setKey(copy, key, {value}); !wrong.empty()) return shown(wrong);
    }
    values = std::move(read);
    return {};
}

QString axisValuesText(const std::vector<std::string>& values) {
    const QString list = shown(sweepValuesText(values));
    return list.mid(1, list.size() - 2);
}

QString shortAxisValuesText(const std::vector<std::string>& values) {
    if (values.size() <= most_told) return axisValuesText(values);
    const std::vector<std::string> first(values.begin(), values.begin() + most_told - 2);
    return SweepEdit::tr("%1, …, %2 (%3 values)").arg(axisValuesText(first), shown(values.back())).arg(values.size());
}

QString readRange(const QString& from, const QString& to, const QString& step, bool times, std::vector<std::string>& values) {
    if (from.trimmed().isEmpty() || to.trimmed().isEmpty() || step.trimmed().isEmpty())
        return SweepEdit::tr("A range needs a first value, a last one and a step.");
    for (const QString& one : {from, to, step})
        if (one.contains(QLatin1Char(',')) || one.contains(QLatin1Char('{')) || one.contains(QLatin1Char(':')))
            return SweepEdit::tr("%1 is no number.").arg(one.trimmed());
    const QString range = QStringLiteral("{from: %1, to: %2, %3: %4}")
                              .arg(from.trimmed(), to.trimmed(), times ? QStringLiteral("times") : QStringLiteral("by"), step.trimmed());
    return shown(readSweepValues(range.toStdString(), values));
}

void setAxis(ExperimentDocument& document, const std::string& key, const std::vector<std::string>& values) {
    document.edit(SweepEdit::tr("sweep %1").arg(shown(key)), {}, [&](Experiment& experiment) {
        if (!experiment.sweep) experiment.sweep.emplace();
        auto& grid = experiment.sweep->grid;
        const auto found = std::find_if(grid.begin(), grid.end(), [&](const Sweep::Axis& axis) { return axis.key == key; });
        if (found == grid.end()) grid.push_back({key, values});
        else found->values = values;
    });
}

void removeAxis(ExperimentDocument& document, const std::string& key) {
    document.edit(SweepEdit::tr("do not sweep %1").arg(shown(key)), {}, [&](Experiment& experiment) {
        if (!experiment.sweep) return;
        std::erase_if(experiment.sweep->grid, [&](const Sweep::Axis& axis) { return axis.key == key; });
        tidy(experiment);
    });
}

QString setSweepSeeds(ExperimentDocument& document, const QString& typed) {
    const QString text = typed.trimmed();
    std::vector<std::uint64_t> seeds;
    if (!text.isEmpty()) {
        const bool list = text.contains(QLatin1Char(',')) && !text.startsWith(QLatin1Char('['));
        const QString yaml = list ? QStringLiteral("[%1]").arg(text) : text;
        const std::string wrong = readSweepSeeds(yaml.toStdString(), document.experiment().seed, seeds);
        if (!wrong.empty()) return shown(wrong);
    }
    document.edit(SweepEdit::tr("change the seeds of the sweep"), {}, [&](Experiment& experiment) {
        if (!experiment.sweep) experiment.sweep.emplace();
        experiment.sweep->seeds = seeds;
        tidy(experiment);
    });
    return {};
}

QString sweepSeedsTyped(const Experiment& experiment) {
    if (!experiment.sweep || experiment.sweep->seeds.empty()) return {};
    const auto& seeds = experiment.sweep->seeds;
    const QString list = shown(sweepSeedsText(seeds));
    // One seed without brackets would read as a count.
    return seeds.size() == 1 ? list : list.mid(1, list.size() - 2);
}

}  // namespace layerlab
