// A card over the window that asks how the depths of a run are to be chosen and on which data they are to be measured. Enter
// measures, Escape and going elsewhere leave everything as it was.
#pragma once

#include <QFrame>
#include <QList>
#include <QPointer>

#include "engine/engine.h"

class QComboBox;
class QPushButton;
class QRadioButton;
class QSpinBox;

namespace layerlab {

class MeasurePopup : public QFrame {
    Q_OBJECT

public:
    // depths: what is chosen at first. slots: of the measured stack. with_rates: whether the run was trained with LayerDrop.
    MeasurePopup(const Depths& depths, int slot_count, bool with_rates, QWidget* window);

    void openAt(const QPoint& global);

Q_SIGNALS:
    void chosen(const layerlab::DepthsJob& job);  // without the run

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    Strategy strategy() const;
    void showLimits();
    void measure();
    void finish();

    int m_slots;
    QList<QRadioButton*> m_strategies;
    QComboBox* m_split;
    QComboBox* m_positions;
    QSpinBox* m_beam;
    QSpinBox* m_from;
    QSpinBox* m_to;
    QWidget* m_of_search;
    QWidget* m_of_contribution;
    QPushButton* m_measure;
    QPointer<QWidget> m_before;  // had the focus
    bool m_done = false;
};

}  // namespace layerlab
