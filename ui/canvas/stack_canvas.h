// The middle of the window: the layer stack of one stage as a person thinks of it, embeddings at the bottom and the
// classifier at the top, with the layers that share weights and those that the step just trained left out; beside it the
// successor or the side network, where the stage has one. It shows an experiment and passes and changes neither: what is
// selected, and what a person asks for by dragging, is said by signals.
#pragma once

#include <QAbstractScrollArea>
#include <QImage>
#include <QList>
#include <QPoint>
#include <QTimer>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/experiment/yaml.h"
#include "engine/runs/event.h"
#include "ui/canvas/map_painter.h"
#include "ui/canvas/stack_layout.h"
#include "ui/canvas/twin_painter.h"

namespace layerlab {

class StackCanvas : public QAbstractScrollArea {
    Q_OBJECT

public:
    explicit StackCanvas(QWidget* parent = nullptr);

    // size: of the experiment's task; a stage with a task of its own is drawn with what that is expected to have.
    void setExperiment(const Experiment& experiment, const TaskSize& size);
    // The stage that is drawn, from 0; at most the last one that there is. What was counted of another stage is forgotten.
    void setStage(int stage);
    int stage() const { return m_stage; }
    // Whether the stage's stack is the experiment's own: else it follows from the stages before and cannot be edited.
    bool showsOwnStack() const { return m_own; }
    void setHeading(const QString& bold, const QString& detail);
    // Marks the slots that these are about.
    void setProblems(const std::vector<Problem>& problems);
    // Whether slots can be dragged and inserted; the commands of the context menu come with it.
    void setEditable(bool editable);
    void setCommands(const QList<QAction*>& commands) { m_commands = commands; }  // a null pointer is a separator
    // Whether a click on a slot of the measured stack, or Space, asks for it to be left out of the route shown.
    void setChoosing(bool choosing);
    Route measuredSlots() const;  // of the stack that is measured, those that can run
    // Take it; it stands above or below the stack, whose room it takes while it is visible.
    void setHeader(QWidget* header);
    void setFooter(QWidget* footer);
    // The slots that ran this step, from 1. May be called a thousand times a second: every route is counted, and at
    // most fifteen a second are drawn, of each only the slots that changed.
    void rest();  // no step now: everything drawn as running; the counts stay
    void setRoute(const Route& route, const std::vector<double>& gradients = {});
    // The same with all that the step says of a successor or a side network. Steps of another stage are not drawn.
    void setPass(const StepFinished& step);
    void showRoute(const Route& route);       // a route that was chosen, no step: drawn, not counted
    void showPass(const StepFinished& step);  // of a step that was counted before
    void showMeasured(const Route& route);    // of the stack that is measured: the successor or the side network, where there is one
    void clearRoute();                        // no step: everything drawn as running, nothing counted

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
    QString hint() const;                     // the line below the stack
    // What stands behind the heading: what was set, and what the stage costs where the legend has no room for it.
    QString headingDetail(const StackLayout& layout) const;

    // ---- the second stack: a successor or a side network ----
    const std::optional<TwinModel>& twin() const { return m_twin; }
    const TwinLayout& twinLayout() const { return m_places; }
    const TwinState& newestPass() const { return m_next_state; }
    bool leavesOutBeside(int item) const;               // item from 0: a module's successor, a rung's side slot
    std::int64_t timesRanBeside(int item) const;        // of the steps seen
    QString describeBeside(int item) const;             // the tooltip
    int focusedBoundary() const { return m_boundary; }  // the module below it, from 0; -1: the keyboard is at a slot

    // ---- a teacher's layers beside the stack ----
    // The measured stack of a run that teaches (see teacherWanted); nothing: it cannot be read.
    void setTeacherRun(const QString& folder, const std::optional<Model>& model);
    const std::optional<TeacherMap>& teacherMap() const { return m_map; }
    const MapLayout& mapLayout() const { return m_map_places; }
    int focusedHandle() const { return m_handle; }  // the student's slot, from 1; 0: the keyboard is not at a handle

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
    void slotToggled(int number);    // of the measured stack, while choosing
    void wholeRouteWanted();         // Escape, while choosing and nothing is selected
    // Theseus: the predecessor's slots that each successor layer shall replace.
    void modulesChanged(const std::vector<std::vector<int>>& modules);
    // Ladder: the backbone's slots that shall have a rung, ascending; empty: all.
    void rungsChanged(const std::vector<int>& rungs);
    // Distillation: [student's slot, teacher's slot], all of them.
    void pairsChanged(const std::vector<std::vector<int>>& pairs);
    // The stage's teacher is this run, whose layers are not known here: setTeacherRun() tells of them.
    void teacherWanted(const QString& folder);

protected:
    bool event(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
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

    // What is known of the slots of one stack; by slot, from 0.
    struct Column {
        std::vector<std::int64_t> ran;
        std::vector<double> gradients;  // of its newest step; NaN: none yet
        void reset(std::size_t count);
        void count(const Route& route, const std::vector<double>& slot_gradients);
    };

    int slotCount() const { return static_cast<int>(m_model.items.size()); }
    QPoint offset() const;
    bool canEdit() const { return m_editable && m_own; }
    bool canMap() const { return m_editable && m_map; }  // pairs are the stage's, whosever its stack is
    void describeStage();
    double fittingZoom(int height) const;
    StackLayout arranged(QSize size, double zoom, TwinLayout& places) const;
    double wantedZoom(int height) const;
    void relayout();
    void zoomAt(double factor, const QPoint& anchor);
    void draw(QPainter& painter, QSize size) const;  // all of it, in a picture of this size
    void drawRoute();
    void drawTwin();
    void drawSoon();
    void updateSlot(int number);
    void updateContent(const QRect& rect);
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
    int chosenAt(const QPoint& at) const;  // the slot of the measured stack that a click there means; 0: none
    int chosenByKey() const;
    void placeFrame();
    void setFrame(QWidget*& place, QWidget* widget);
    bool pressTwin(const QPoint& at);  // at a place of the content; whether that was taken
    bool hoverTwin(const QPoint& at);
    void dragBoundary(const QPoint& at);
    void releaseTwin(bool drop, const QPoint& at);
    bool keyTwin(int key);
    void focusBoundary(int below);
    void moveBoundary(int below, int last);
    void toggleRung(int slot);
    QString twinHint() const;
    void describeMap();
    void askForTeacher();
    MapLayout mapPlaces(const StackLayout& layout) const { return m_map ? layOut(*m_map, layout) : MapLayout(); }
    MapState mapState() const;
    bool hoverMap(const QPoint& at);
    bool pressMap(const QPoint& at);
    void dragLine(const QPoint& at);
    void releaseLine(bool drop);
    QString lineText() const;
    bool keyMap(int key);
    void focusHandle(int student);
    void teach(int student, int teacher);
    QString toolTipAt(const QPoint& at, QRect& place) const;

    Experiment m_experiment;
    int m_wanted_stage = 0, m_stage = 0;
    bool m_own = true;
    Blueprint m_blueprint;
    TaskSize m_given_size, m_size;  // of the experiment's task, of the stage's
    StackModel m_model;
    StackLayout m_layout;
    QString m_heading, m_heading_detail;
    std::optional<TwinModel> m_twin;
    TwinLayout m_places;
    TwinState m_state, m_next_state;  // as drawn, as of the newest pass

    std::optional<TeacherMap> m_map;
    MapLayout m_map_places;
    MapState m_map_state;  // of the mouse
    int m_handle = 0;      // where the keyboard is at a handle
    QString m_teacher_run;
    std::optional<Model> m_teacher_model;

    ZoomMode m_mode = ZoomMode::Readable;
    double m_zoom = 1;

    std::vector<char> m_dropped;  // as drawn
    std::vector<char> m_next;     // as of the newest route
    Column m_left, m_right;
    std::int64_t m_steps = 0;
    QTimer m_pace;           // runs for a while after each drawing of a route
    bool m_waiting = false;  // a route came meanwhile

    QList<int> m_selection;
    int m_current = 0;  // where the keyboard is, 0: nowhere
    int m_anchor = 0;   // where an extended selection began
    enum class Press { None, Ground, Slot, Boundary, Rung, Handle, Choice };
    Press m_pressed = Press::None;
    bool m_panning = false;
    QPoint m_press, m_press_offset;
    int m_pressed_slot = 0;  // selected alone if the press turns out to be a click

    bool m_editable = false, m_choosing = false;
    int m_pressed_choice = 0;
    QWidget* m_header = nullptr;
    QWidget* m_footer = nullptr;
    QList<QAction*> m_commands;
    int m_insertion = -1;  // the gap whose "+" is shown
    bool m_dragging = false, m_copying = false;
    int m_drop = -1;
    int m_boundary = -1;       // where the keyboard is between two modules
    int m_boundary_drop = -1;  // the slot below which a dragged boundary would come to lie
    int m_pressed_rung = 0;
    QPoint m_cursor;
    QTimer m_scroll;  // while slots are dragged beyond the edge
    int m_painted = 0;
};

}  // namespace layerlab
