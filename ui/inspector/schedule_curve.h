// The replacing rate over the steps of the shown stage, drawn before training and dragged into shape: a handle for each thing
// that the schedule says. While the stage trains, the point that it has reached moves along.
#pragma once

#include <QPointF>
#include <QWidget>
#include <cstdint>
#include <optional>

#include "engine/experiment/experiment.h"

namespace layerlab {

class ExperimentDocument;

class ScheduleCurve : public QWidget {
    Q_OBJECT

public:
    using Schedule = TheseusSettings::Schedule;

    explicit ScheduleCurve(ExperimentDocument& document, QWidget* parent = nullptr);

    // The step (from 0) of the stage that training has reached; nothing: none is drawn.
    void setNow(std::optional<std::int64_t> stage_step);
    std::optional<std::int64_t> now() const { return m_now; }

    // linear: the rate at the start, the step that 1 is reached at; constant: the rate, the step of the jump; else the points.
    int handles() const;
    QPointF handlePosition(int handle) const;  // in the widget
    int focusedHandle() const { return m_focused; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;
    bool focusNextPrevChild(bool next) override;
    void focusInEvent(QFocusEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void follow();
    void describe();
    QRectF plot() const;
    double lastStep() const;  // at the right end
    QPointF place(double step, double rate) const;
    QPointF valueAt(const QPointF& position) const;  // step and rate
    QPointF handleValue(int handle) const;
    int handleAt(const QPointF& position) const;  // -1: none
    void moveHandle(int handle, const QPointF& value, const QString& merge_key);
    void addPoint(const QPointF& value);
    void removePoint(int point);
    void edit(const QString& text, const QString& merge_key, const Schedule& schedule);
    void focusHandle(int handle);

    ExperimentDocument& m_document;
    std::optional<Schedule> m_schedule;  // of the shown stage
    std::int64_t m_steps = 1;            // of the shown stage
    std::optional<std::int64_t> m_now;
    int m_focused = 0;
    int m_dragged = -1;
    int m_drags = 0;
    double m_drag_end = 0;  // the right end stays where it is during a drag
};

}  // namespace layerlab
