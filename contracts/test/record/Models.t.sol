// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import { IModels } from "../../src/interfaces/IModels.sol";
import { Assessed } from "./Assessed.sol";

contract ModelsTest is Assessed {
    bytes32 private constant NEXT = keccak256("the next model");

    function test_AModelIsAnnouncedBeforeItBinds() external {
        uint40 bindsAt = uint40(block.timestamp + MODEL_NOTICE);
        vm.expectEmit(address(record));
        emit IModels.ModelAnnounced(NEXT, SCHEMA, URI, uint40(block.timestamp), bindsAt);
        _announce(NEXT);
        IModels.Model memory model = record.model(NEXT);
        assertEq(model.schemaHash, SCHEMA);
        assertEq(model.announcedAt, block.timestamp);
        assertEq(model.bindsAt, bindsAt);
        assertEq(model.retiredAt, 0);
        assertEq(model.uri, URI);
        assertEq(record.modelNoticePeriod(), MODEL_NOTICE);
    }

    function test_ModelsAreListedInTheOrderOfTheirAnnouncement() external {
        _announce(NEXT);
        assertEq(record.modelCount(), 2);
        assertEq(record.modelAt(0), MODEL);
        assertEq(record.modelAt(1), NEXT);
    }

    function test_ARetiredModelIsOutOfUseAtOnceAndStaysInTheRegister() external {
        vm.expectEmit(address(record));
        emit IModels.ModelRetired(MODEL, uint40(block.timestamp));
        _retire(MODEL);
        IModels.Model memory model = record.model(MODEL);
        assertEq(model.retiredAt, block.timestamp);
        assertEq(model.uri, URI);
        assertEq(record.modelCount(), 1);
    }

    function test_AModelCanBeRetiredBeforeItBinds() external {
        _announce(NEXT);
        _retire(NEXT);
        assertEq(record.model(NEXT).retiredAt, block.timestamp);
    }

    function test_RevertWhen_AModelIsAnnouncedAgain() external {
        bytes memory known = abi.encodeWithSelector(IModels.ModelKnown.selector, MODEL, BEGINNING);
        vm.expectRevert(known);
        _announce(MODEL);
        _retire(MODEL);
        vm.expectRevert(known);
        _announce(MODEL);
    }

    function test_RevertWhen_AnUnknownOrRetiredModelIsRetired() external {
        vm.expectRevert(abi.encodeWithSelector(IModels.ModelUnknown.selector, NEXT));
        _retire(NEXT);
        _retire(MODEL);
        vm.expectRevert(abi.encodeWithSelector(IModels.ModelOutOfUse.selector, MODEL, block.timestamp));
        _retire(MODEL);
    }

    function test_RevertWhen_AnybodyButTheGovernorAnnouncesAndAnybodyButTheGuardianRetires() external {
        address[3] memory others = [operator, underwriter, eve];
        for (uint256 i; i < others.length; ++i) {
            bytes memory refusal =
                abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, others[i]);
            vm.startPrank(others[i]);
            vm.expectRevert(refusal);
            record.announceModel(NEXT, SCHEMA, URI);
            vm.expectRevert(refusal);
            record.retireModel(MODEL);
            vm.expectRevert(refusal);
            record.setSecondSignatureAbove(address(usd), 0);
            vm.stopPrank();
        }
    }

    function _announce(bytes32 modelHash) private {
        vm.prank(governor);
        record.announceModel(modelHash, SCHEMA, URI);
    }

    function _retire(bytes32 modelHash) private {
        vm.prank(guardian);
        record.retireModel(modelHash);
    }
}
