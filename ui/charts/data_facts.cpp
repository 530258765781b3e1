#include "ui/charts/data_facts.h"

#include <QCoreApplication>
#include <algorithm>
#include <numeric>

#include "ui/charts/confusion.h"
#include "ui/format.h"

namespace layerlab {

// The context of this file's words for translators.
struct DataFactsText {
    Q_DECLARE_TR_FUNCTIONS(layerlab::DataFacts)
};

namespace {

const QString dot = QStringLiteral(" \u00b7 ");
constexpr std::size_t fewLabels = 4;     // in one line with everything else
constexpr std::size_t most_labels = 12;  // in a tooltip

// "negative 44 %, positive 56 %"; nothing where there is nothing to tell or too much.
QString balanceText(const TaskFacts& task, const SplitFacts& facts, std::size_t most) {
    const std::int64_t all = std::accumulate(facts.labels.begin(), facts.labels.end(), std::int64_t{0});
    if (all <= 0 || facts.labels.size() > most) return {};
    const QStringList names = labelNames(task.labels, facts.labels.size());
    QStringList parts;
    for (qsizetype i = 0; i < names.size(); ++i) {
        const auto examples = static_cast<double>(facts.labels[static_cast<std::size_t>(i)]);
        parts.append(names[i] + QLatin1Char(' ') + wholePercentText(examples / static_cast<double>(all)));
    }
    return parts.join(QStringLiteral(", "));
}

QString unknownText(double share) { return DataFactsText::tr("%1 of words unknown").arg(percentText(share)); }

}  // namespace

QString splitText(const std::string& split) {
    if (split == "train") return DataFactsText::tr("train");
    if (split == "valid") return DataFactsText::tr("validation");
    if (split == "test") return DataFactsText::tr("test");
    return QString::fromStdString(split);
}

QString dataFactsText(const TaskFacts& task) {
    QStringList sizes, parts;
    for (const SplitFacts& facts : task.data) sizes.append(splitText(facts.split) + QLatin1Char(' ') + stepText(facts.examples));
    if (!sizes.isEmpty()) parts.append(DataFactsText::tr("%1 examples").arg(sizes.join(dot)));
    // What was learned from tells the balance; new data, how much of it the vocabulary lacks.
    const auto first = [&task](const char* split, const auto& knows) {
        const SplitFacts* found = nullptr;
        for (const SplitFacts& facts : task.data)
            if (knows(facts) && (!found || (facts.split == split && found->split != split))) found = &facts;
        return found;
    };
    if (const SplitFacts* facts = first("train", [](const SplitFacts& f) { return !f.labels.empty(); }))
        if (const QString balance = balanceText(task, *facts, fewLabels); !balance.isEmpty()) parts.append(balance);
    if (const SplitFacts* facts = first("valid", [](const SplitFacts& f) { return f.unknown.has_value(); }))
        parts.append(unknownText(*facts->unknown));
    return parts.join(dot);
}

QString dataFactsBySplit(const TaskFacts& task) {
    QStringList lines;
    for (const SplitFacts& facts : task.data) {
        QStringList parts{DataFactsText::tr("%1 examples").arg(splitText(facts.split) + QLatin1Char(' ') + stepText(facts.examples))};
        if (const QString balance = balanceText(task, facts, most_labels); !balance.isEmpty()) parts.append(balance);
        if (facts.unknown) parts.append(unknownText(*facts.unknown));
        lines.append(parts.join(dot));
    }
    return lines.join(QLatin1Char('\n'));
}

}  // namespace layerlab
