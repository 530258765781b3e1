// The tab of a sweep's results: one measure, drawn as lines, as a heat map over two keys, or in parallel coordinates.
#pragma once

#include <QWidget>

class QComboBox;
class QStackedWidget;

namespace layerlab {

class ElidedLabel;
class SegmentedSwitch;
class SweepHeatMap;
class SweepLinesChart;
class SweepParallel;
class SweepSession;

class SweepView : public QWidget {
    Q_OBJECT

public:
    explicit SweepView(SweepSession& session, QWidget* parent = nullptr);

    int measure() const;
    void setMeasure(int measure);  // of sweepMeasures()
    QComboBox* measureChooser() const { return m_measure; }
    SegmentedSwitch* picture() const { return m_picture; }
    SweepLinesChart* lines() const { return m_lines; }
    SweepHeatMap* heatMap() const { return m_heat; }
    SweepParallel* parallel() const { return m_parallel; }
    // The tabs beside must not be widened by one that is not looked at.
    QSize minimumSizeHint() const override { return {300, QWidget::minimumSizeHint().height()}; }

Q_SIGNALS:
    void openRun(const QString& folder);
    void failed(const QString& message);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void follow();
    void choosePicture(int picture);

    SweepSession& m_session;
    QStackedWidget* m_pages;  // nothing yet; the results
    ElidedLabel* m_title;
    QComboBox* m_measure;
    SegmentedSwitch* m_picture;
    QStackedWidget* m_pictures;
    SweepLinesChart* m_lines;
    SweepHeatMap* m_heat;
    SweepParallel* m_parallel;
};

}  // namespace layerlab
