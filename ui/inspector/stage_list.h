// The list of an experiment's stages: each with its name, to be changed in place, and where its weights come from. The selected
// one is the one shown.
#pragma once

#include <QListWidget>

namespace layerlab {

class ExperimentDocument;

class StageList : public QListWidget {
    Q_OBJECT

public:
    explicit StageList(ExperimentDocument& document, QWidget* parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void removeRequested();
    void moveRequested(int by);
    // What is wrong with a name that was typed, or nothing.
    void refused(const QString& why);

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void follow();
    void rename(QListWidgetItem* item);

    ExperimentDocument& m_document;
};

}  // namespace layerlab
