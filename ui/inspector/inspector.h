// The inspector: every setting of the draft in sections that fold, scrolling when the window is low.
#pragma once

#include <QScrollArea>

namespace layerlab {

class ExperimentDocument;

class Inspector : public QScrollArea {
    Q_OBJECT

public:
    explicit Inspector(ExperimentDocument& document, QWidget* parent = nullptr);
    QSize sizeHint() const override { return {300, 600}; }
};

}  // namespace layerlab
