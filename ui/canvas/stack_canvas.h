// The middle of the window: the layer stack as a person thinks of it, embeddings at the bottom and the classifier at
// the top, with the layers that share weights and those that the step just trained left out. It shows an experiment
// and routes and changes neither: what is selected, and what a person asks for by dragging, is said by signals.
#pragma once

#include <QAbstractScrollArea>
#include <QImage>
#include <QList>
#include <QPoint>
#include <QTimer>
#include <cstdint>
#include <vector>

#include "engine/experiment/yaml.h"
#include "engine/runs/event.h"
#include "ui/canvas/stack_layout.h"

namespace layerlab {

class StackCanvas : public QAbstractScrollArea {
    Q_OBJECT

public:
    explicit StackCanvas(QWidget* parent = nullptr);

    void setExperiment(const Experiment& experiment, const TaskSize& size);
    void setHeading(const QString& bold, const QString& detail);
    // Marks the slots that these are about.
    void setProblems(const std::vector<Problem>& problems);
    // Whether slots can be dragged and inserted; the commands of the context menu come with it.
    void setEditable(bool editable);
    void setCommands(const QList<QAction*>& commands) { m_commands = commands; }  // a null pointer is a separator
    // The slots that ran this step, from 1. May be called a thousand times a second: every route is counted, and at
    // most fifteen a second are drawn, of each only the slots that changed.
    void rest();  // no step now: everything drawn as running; the counts stay
    void setRoute(const Route& route, const std::vector<double>& gradients = {});
    void showRoute(const Route& route);  // a route that was chosen, no step: drawn, not counted
    void clearRoute();                   // no step: everything drawn as running, nothing counted

    QList<int> selection() const { return m_selection; }  // slots from 1, ascending
    void setSelection(const QList<int>& selection);
    void selectAll();

    double zoom() const { return m_layout.zoom; }
    void setZoom(double zoom);
    void fitToHeight();                // the whole stack, also where that makes its texts too small
    void resetZoom();                  // fits, but stays readable and scrolls instead
    bool leavesOut(int number) const;  // in the newest route
    std::int64_t stepsSeen() const { return m_steps; }
    std::int64_t timesRan(int number) const;  // of the steps seen
    QString describeSlot(int number) const;   // the tooltip

    QImage render(QSize size, double scale) const;
    // Writes a picture by the file name's ending: png, svg, pdf. What went wrong, or nothing.
    QString saveTo(const QString& path, QSize size = {}) const;
    int paintedSlots() const { return m_painted; }
    const StackLayout& stackLayout() const { return m_layout; }

    QSize sizeHint() const override { return {640, 620}; }
    QSize minimumSizeHint() const override { return {260, 200}; }

Q_SIGNALS:
    void selectionChanged(const QList<int>& selection);
    // Gaps are counted by the slots below them, as the stack stands now.
    void moveRequested(const QList<int>& numbers, int gap);
    void copyRequested(const QList<int>& numbers, int gap);
    void insertionRequested(int gap);
    void slotActivated(int number);  // a double-click or Enter: its settings are wanted

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    void changeEvent(QEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    enum class ZoomMode { Readable, Whole, Free };

    int slotCount() const { return static_cast<int>(m_model.items.size()); }
    QPoint offset() const;
    double wantedZoom(int height) const;
    void relayout();
    void zoomAt(double factor, const QPoint& anchor);
    void draw(QPainter& painter, QSize size) const;  // all of it, in a picture of this size
    void drawRoute();
    void updateSlot(int number);
    void select(const QList<int>& selection, bool tell);
    void moveTo(int number, bool extend);
    void ensureSeen(int number);
    void focusSlot(int number);
    void toggleCurrent();
    QString carriedText() const;
    void hover(const QPoint& at);
    void drag(const QPoint& at);
    void scrollWhileDragging();
    void endDrag(bool drop);
    void describe();

    Experiment m_experiment;
    TaskSize m_size;
    StackModel m_model;
    StackLayout m_layout;
    QString m_heading, m_heading_detail;

    ZoomMode m_mode = ZoomMode::Readable;
    double m_zoom = 1;

    std::vector<char> m_dropped;  // as drawn
    std::vector<char> m_next;     // as of the newest route
    std::vector<std::int64_t> m_ran;
    std::vector<double> m_gradients;  // by slot, of its newest step; NaN: none yet
    std::int64_t m_steps = 0;
    QTimer m_pace;           // runs for a while after each drawing of a route
    bool m_waiting = false;  // a route came meanwhile

    QList<int> m_selection;
    int m_current = 0;  // where the keyboard is, 0: nowhere
    int m_anchor = 0;   // where an extended selection began
    enum class Press { None, Ground, Slot };
    Press m_pressed = Press::None;
    bool m_panning = false;
    QPoint m_press, m_press_offset;
    int m_pressed_slot = 0;  // selected alone if the press turns out to be a click

    bool m_editable = false;
    QList<QAction*> m_commands;
    int m_insertion = -1;  // the gap whose "+" is shown
    bool m_dragging = false, m_copying = false;
    int m_drop = -1;
    QPoint m_cursor;
    QTimer m_scroll;  // while slots are dragged beyond the edge
    int m_painted = 0;
};

}  // namespace layerlab
