// A confusion matrix as its chart reads it: how many examples of each label were given each answer, and the sentences
// that say so.
#pragma once

#include <QCoreApplication>
#include <QString>
#include <QStringList>
#include <cstdint>
#include <string>
#include <vector>

namespace layerlab {

// Names fit for the window: one line each, not endless; a number where there is no name.
QStringList labelNames(const std::vector<std::string>& names, std::size_t count);

// "82 %"; what is not quite nothing and not quite all says so: "< 1 %", "> 99 %".
QString wholePercentText(double fraction);

class Confusion {
    Q_DECLARE_TR_FUNCTIONS(layerlab::Confusion)

public:
    Confusion() = default;
    // counts: [label][answer], square; anything else is an empty matrix.
    Confusion(std::vector<std::vector<std::int64_t>> counts, const std::vector<std::string>& names);

    int size() const { return static_cast<int>(m_counts.size()); }
    bool isEmpty() const { return m_counts.empty(); }
    const QString& name(int label) const { return m_names[label]; }
    std::int64_t count(int label, int answer) const { return m_counts[static_cast<std::size_t>(label)][static_cast<std::size_t>(answer)]; }
    std::int64_t total(int label) const;  // examples that have this label
    std::int64_t all() const;
    double share(int label, int answer) const;  // of the label's examples; 0 where there are none

    QString sentence(int label, int answer) const;  // "82 of 100 'negative' were answered 'positive'"
    QString labelSentence(int label) const;
    QString answerSentence(int answer) const;
    // Labels in rows, answers in columns, and the totals. The separator is a comma (CSV) or a tab.
    QString text(QChar separator) const;
    static QString corner();

private:
    std::vector<std::vector<std::int64_t>> m_counts;
    QStringList m_names;
};

}  // namespace layerlab
