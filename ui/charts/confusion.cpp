#include "ui/charts/confusion.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "ui/charts/chart_data.h"
#include "ui/format.h"

namespace layerlab {

namespace {

constexpr qsizetype longestName = 120;

}  // namespace

QStringList labelNames(const std::vector<std::string>& names, std::size_t count) {
    QStringList all;
    for (std::size_t i = 0; i < count; ++i) {
        QString name = i < names.size() ? QString::fromStdString(names[i]).simplified() : QString();
        if (name.size() > longestName) name = name.left(longestName) + QChar(0x2026);
        all.append(name.isEmpty() ? QString::number(i + 1) : name);
    }
    return all;
}

QString wholePercentText(double fraction) {
    const int percent = static_cast<int>(std::lround(fraction * 100));
    if (percent == 0 && fraction > 0) return QStringLiteral("< 1 %");
    if (percent == 100 && fraction < 1) return QStringLiteral("> 99 %");
    return QString::number(percent) + QStringLiteral(" %");
}

Confusion::Confusion(std::vector<std::vector<std::int64_t>> counts, const std::vector<std::string>& names) {
    for (const auto& row : counts)
        if (row.size() != counts.size() || std::any_of(row.begin(), row.end(), [](std::int64_t n) { return n < 0; })) return;
    m_names = labelNames(names, counts.size());
    m_counts = std::move(counts);
}

std::int64_t Confusion::total(int label) const {
    const auto& row = m_counts[static_cast<std::size_t>(label)];
    return std::accumulate(row.begin(), row.end(), std::int64_t{0});
}

std::int64_t Confusion::all() const {
    std::int64_t sum = 0;
    for (int label = 0; label < size(); ++label) sum += total(label);
    return sum;
}

double Confusion::share(int label, int answer) const {
    const std::int64_t examples = total(label);
    return examples > 0 ? static_cast<double>(count(label, answer)) / static_cast<double>(examples) : 0;
}

// Names go in together with the figures: they may themselves contain a percent sign and a digit.
QString Confusion::sentence(int label, int answer) const {
    if (total(label) == 0) return tr("no example is '%1'").arg(name(label));
    return tr("%1 of %2 '%3' were answered '%4'").arg(stepText(count(label, answer)), stepText(total(label)), name(label), name(answer));
}

QString Confusion::labelSentence(int label) const {
    const std::int64_t examples = all();
    if (examples == 0 || total(label) == 0) return tr("no example is '%1'").arg(name(label));
    const QString share = percentText(static_cast<double>(total(label)) / static_cast<double>(examples));
    return tr("'%1' is the true label of %2 of %3 examples: %4").arg(name(label), stepText(total(label)), stepText(examples), share);
}

QString Confusion::answerSentence(int answer) const {
    std::int64_t given = 0;
    for (int label = 0; label < size(); ++label) given += count(label, answer);
    if (given == 0) return tr("'%1' was never answered").arg(name(answer));
    return tr("%1 of %2 answers '%3' are right").arg(stepText(count(answer, answer)), stepText(given), name(answer));
}

QString Confusion::corner() { return tr("label \\ answer"); }

QString Confusion::text(QChar separator) const {
    if (isEmpty()) return {};
    QString text = fieldText(corner(), separator);
    for (const QString& name : m_names) text += separator + fieldText(name, separator);
    text += separator + fieldText(tr("total"), separator) + QLatin1Char('\n');
    for (int label = 0; label < size(); ++label) {
        text += fieldText(name(label), separator);
        for (int answer = 0; answer < size(); ++answer) text += separator + QString::number(count(label, answer));
        text += separator + QString::number(total(label)) + QLatin1Char('\n');
    }
    return text;
}

}  // namespace layerlab
