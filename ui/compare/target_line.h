// A person's target, "at most 3 ms", and the best route seen so far that keeps to it, as a sentence.
#pragma once

#include <QWidget>
#include <memory>
#include <optional>

#include "ui/compare/proposal.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace layerlab {

class TargetLine : public QWidget {
    Q_OBJECT

public:
    explicit TargetLine(QWidget* parent = nullptr);

    void show(const std::shared_ptr<const Comparison>& comparison);
    QComboBox* figure() const { return m_figure; }
    QLineEdit* value() const { return m_value; }
    QPushButton* button() const { return m_button; }
    QString sentence() const;
    using QWidget::show;

Q_SIGNALS:
    void routeChosen(const QString& folder, const Route& route);

private:
    void propose();

    std::shared_ptr<const Comparison> m_comparison;
    std::optional<Proposal> m_proposal;
    QComboBox* m_figure;
    QLineEdit* m_value;
    QLabel* m_sentence;
    QPushButton* m_button;
};

}  // namespace layerlab
