#include "ui/library/run_filter.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <algorithm>
#include <optional>

#include "engine/experiment/fields.h"

namespace layerlab {

// The context of this file's words for translators.
struct RunFilterText {
    Q_DECLARE_TR_FUNCTIONS(layerlab::RunFilterText)
};

namespace {

using Figure = std::optional<double> (*)(const RunSummary&);

enum class Measure { Count, Fraction, Milliseconds, Seconds };

struct NamedFigure {
    const char* name;
    Figure figure;
    Measure measure;
};

std::optional<double> unlessZero(double value) { return value > 0 ? std::optional(value) : std::nullopt; }

constexpr NamedFigure figures[] = {
    {"accuracy", [](const RunSummary& run) { return run.accuracy_full; }, Measure::Fraction},
    {"full", [](const RunSummary& run) { return run.accuracy_full; }, Measure::Fraction},
    {"half", [](const RunSummary& run) { return run.accuracy_half; }, Measure::Fraction},
    {"test", [](const RunSummary& run) { return run.accuracy_test; }, Measure::Fraction},
    {"loss", [](const RunSummary& run) { return run.loss; }, Measure::Count},
    {"params", [](const RunSummary& run) { return unlessZero(static_cast<double>(run.parameters)); }, Measure::Count},
    {"latency", [](const RunSummary& run) { return run.latency_half_ms; }, Measure::Milliseconds},
    {"time", [](const RunSummary& run) { return std::optional(run.seconds); }, Measure::Seconds},
    {"step", [](const RunSummary& run) { return std::optional(static_cast<double>(run.step)); }, Measure::Count},
};

struct Unit {
    const char* name;
    double factor;
    bool time;  // to seconds
};

constexpr Unit units[] = {{"%", 0.01, false}, {"k", 1e3, false}, {"m", 1e6, false}, {"g", 1e9, false}, {"b", 1e9, false},
                          {"ms", 1e-3, true}, {"s", 1, true},    {"min", 60, true}, {"h", 3600, true}};

// "90 %", "2M", "5ms" in the measure's own unit.
std::optional<double> number(const QString& text, Measure measure) {
    static const QRegularExpression form(QStringLiteral("^(-?[0-9]*[.,]?[0-9]+(?:e[-+]?[0-9]+)?)(%|[a-z]*)$"));
    const QRegularExpressionMatch match = form.match(text.toLower());
    if (!match.hasMatch()) return std::nullopt;
    bool read = false;
    double value = match.captured(1).replace(',', '.').toDouble(&read);
    const QString unit = match.captured(2);
    if (!read) return std::nullopt;
    if (unit.isEmpty()) return measure == Measure::Fraction && value > 1 ? value / 100 : value;  // accuracy>90 means per cent
    const bool time = measure == Measure::Milliseconds || measure == Measure::Seconds;
    for (const Unit& known : units)
        if (unit == QLatin1String(known.name) && known.time == time)
            return value * known.factor * (measure == Measure::Milliseconds ? 1e3 : 1);
    return std::nullopt;
}

bool holds(double value, const QString& sign, double limit) {
    if (sign == QLatin1String(">")) return value > limit;
    if (sign == QLatin1String("<")) return value < limit;
    if (sign == QLatin1String(">=")) return value >= limit;
    if (sign == QLatin1String("<=")) return value <= limit;
    return value == limit;
}

}  // namespace

RunFilter::RunFilter(const QString& text) {
    // "in quotes" is one word, and key:"in quotes" one term.
    static const QRegularExpression part(QStringLiteral("\"([^\"]*)\"?|((?:[^\\s\"]|\"[^\"]*\"?)+)"));
    static const QRegularExpression around(QStringLiteral("\\s*([<>]=?|=)\\s*"));
    const QString joined = QString(text).replace(around, QStringLiteral("\\1"));  // accuracy > 0.9
    for (auto it = part.globalMatch(joined); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        const bool quoted = match.captured(2).isEmpty();
        const QString typed = quoted ? match.captured(1) : match.captured(2);
        if (typed.trimmed().isEmpty()) continue;
        if (Term made = term(quoted ? typed : QString(typed).remove('"'), quoted)) m_terms.push_back(std::move(made));
        else m_not_understood << typed;
    }
}

RunFilter::Term RunFilter::term(const QString& text, bool quoted) {
    static const QRegularExpression form(QStringLiteral("^([\\w.]+)\\s*(:|>=|<=|>|<|=)(.*)$"),
                                         QRegularExpression::UseUnicodePropertiesOption);
    const QRegularExpressionMatch match = quoted ? QRegularExpressionMatch() : form.match(text);
    if (!match.hasMatch()) return [text](const Candidate& candidate) { return candidate.words.contains(text, Qt::CaseInsensitive); };
    const QString key = match.captured(1).toLower(), value = match.captured(3);
    if (key != QLatin1String("name") && keyHelp(key.toStdString())) return settingTerm(key, match.captured(2), value);
    if (key == QLatin1String("archived")) {
        const bool no = value == QLatin1String("no");
        if (match.captured(2) != ':' || (!no && !value.isEmpty() && value != QLatin1String("yes"))) return {};
        m_names_archive = true;
        return [no](const Candidate& candidate) { return candidate.run.labels.archived != no; };
    }
    return match.captured(2) == ':' ? textTerm(key, value) : numberTerm(key, match.captured(2), value);
}

// train.learning_rate:1e-3, model.layers>=6; without a value: that there is one.
RunFilter::Term RunFilter::settingTerm(const QString& key, const QString& sign, const QString& value) {
    bool is_number = false;
    const double wanted = value.toDouble(&is_number);
    if (sign != QLatin1String(":") && sign != QLatin1String("=") && !is_number) return {};
    m_needs_settings = true;
    return [=](const Candidate& candidate) {
        const QString text = candidate.setting(key);
        if (value.isEmpty()) return !text.isEmpty();
        // Stages may each have one.
        for (const QString& one : text.split(QStringLiteral(", "), Qt::SkipEmptyParts)) {
            bool read = false;
            const double number = one.toDouble(&read);
            if (is_number && read) {
                if (holds(number, sign, wanted)) return true;
            } else if (!is_number && one.startsWith(value, Qt::CaseInsensitive)) {
                return true;
            }
        }
        return false;
    };
}

RunFilter::Term RunFilter::textTerm(const QString& key, const QString& value) {
    const auto begins = [value](const std::string& text) { return QString::fromStdString(text).startsWith(value, Qt::CaseInsensitive); };
    const auto has = [value](const QString& text) { return text.contains(value, Qt::CaseInsensitive); };
    if (key == QLatin1String("status"))
        return [=](const Candidate& candidate) { return begins(candidate.run.summary.status) || has(candidate.status); };
    if (key == QLatin1String("tag"))
        return [=](const Candidate& candidate) {
            const auto& tags = candidate.run.labels.tags;
            return value.isEmpty() ? !tags.empty() : std::any_of(tags.begin(), tags.end(), begins);
        };
    if (key == QLatin1String("name"))
        return [=](const Candidate& candidate) {
            return has(QString::fromStdString(candidate.run.labels.name)) || has(QString::fromStdString(candidate.run.summary.name));
        };
    if (key == QLatin1String("note"))
        return [=](const Candidate& candidate) {
            const QString note = QString::fromStdString(candidate.run.labels.note);
            return value.isEmpty() ? !note.isEmpty() : has(note);
        };
    if (key == QLatin1String("technique"))
        return [=](const Candidate& candidate) { return has(QString::fromStdString(candidate.run.summary.techniques)); };
    return {};
}

RunFilter::Term RunFilter::numberTerm(const QString& key, const QString& sign, const QString& value) {
    const auto named =
        std::find_if(std::begin(figures), std::end(figures), [&key](const NamedFigure& f) { return key == QLatin1String(f.name); });
    if (named == std::end(figures)) return {};
    const std::optional<double> limit = number(value, named->measure);
    if (!limit) return {};
    return [figure = named->figure, sign, limit = *limit](const Candidate& candidate) {
        const std::optional<double> known = figure(candidate.run.summary);
        return known && holds(*known, sign, limit);
    };
}

bool RunFilter::matches(const LibraryRun& run, const QString& status, const QString& words,
                        const std::function<QString(const QString& key)>& setting) const {
    const Candidate candidate{run, status, words, setting};
    return std::all_of(m_terms.begin(), m_terms.end(), [&candidate](const Term& holds) { return holds(candidate); });
}

QString RunFilter::help() {
    return RunFilterText::tr(
        "Words are looked for in names, tags, notes, techniques and status.\n"
        "status:running  tag:baseline  name:hops  note:draft  technique:LayerDrop\n"
        "accuracy>0.9  half>=70%  test>80%  loss<0.5  params<2M  latency<5ms  time>10min  step>1000\n"
        "Any key: model.layers>=6  techniques.layer_drop.rate:0.2  task.kind:hops\n"
        "archived:yes  archived:no\n"
        "All terms must hold; \"quotes\" keep words together.");
}

}  // namespace layerlab
